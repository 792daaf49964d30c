package assistant.local;

import assistant.dynamodb.Tables;
import assistant.function.Days;
import assistant.function.Door;
import assistant.function.aws.Item;
import assistant.function.aws.Table;
import assistant.stubs.StubModel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Real function processes that answer many asks at once from one budget, while some of them are
/// killed: what came back, and what the table says at the end.
record Storm(
    int processes, int asks, int kills, long dailyTokens, Duration thinking, boolean guest) {
  private static final String KEY = "ask-stormstormstormstormstorm1";

  private static final String ORIGIN = "the-secret-of-the-origin";

  /// `statuses` by what clients saw, `most` the highest count of tokens that was seen, `reserved`
  /// what one ask reserves.
  record Aftermath(
      Map<String, Integer> statuses,
      int killed,
      long reserved,
      long most,
      Map<String, Long> day,
      Map<String, Long> guest,
      Duration took) {
    int count(String status) {
      return statuses.getOrDefault(status, 0);
    }
  }

  /// The full size, by `make bench-guard`: fifty processes, two thousand asks. The model thinks for
  /// so long that two cores can keep all processes busy.
  public static void main(String[] args) throws Exception {
    for (boolean guest : new boolean[] {false, true}) {
      Storm storm = new Storm(50, 2000, 40, 100_000, Duration.ofSeconds(3), guest);
      System.out.println(storm);
      System.out.println(storm.rage());
    }
    System.exit(0);
  }

  Aftermath rage() throws Exception {
    Map<String, String> settings = new TreeMap<>(Tables.environment());
    try (StubModel stub = StubModel.start();
        Clouds clouds = new Clouds()) {
      settings.put("OPENAI_BASE_URL", stub.url().toString());
      settings.put("DAILY_TOKENS", Long.toString(guest ? dailyTokens * 1_000 : dailyTokens));
      if (guest) {
        settings.put("ACCESS", "required");
        invite(settings);
      }
      settings.put("ORIGIN_VERIFY", ORIGIN);
      Lambda lambda = clouds.lambda(settings, processes, Duration.ofSeconds(120));
      HttpDoor door = clouds.door(lambda);
      warm(door);
      long reserved = reservation(door, stub, settings);
      long began = System.nanoTime();
      AtomicBoolean over = new AtomicBoolean();
      AtomicInteger killed = new AtomicInteger();
      AtomicLong most = new AtomicLong();
      Map<String, Integer> statuses = new TreeMap<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        threads.submit(() -> watch(over, most, settings));
        threads.submit(() -> kill(over, killed, lambda));
        Semaphore turns = new Semaphore(1);
        AtomicInteger more = new AtomicInteger(processes - 1);
        List<Callable<String>> all = new ArrayList<>();
        for (int i = 0; i < asks; i++) {
          int viewer = i;
          all.add(() -> inTurn(turns, more, door, viewer));
        }
        for (Future<String> status : threads.invokeAll(all)) {
          statuses.merge(status.get(), 1, Integer::sum);
        }
        over.set(true);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      // The last ones settle after their visitors have the last byte.
      while (!lambda.atRest()) {
        Thread.sleep(5);
      }
      return new Aftermath(
          statuses,
          killed.get(),
          reserved,
          most.get(),
          Days.today(settings),
          guest ? books(settings) : Map.of(),
          took);
    }
  }

  /// First one at a time, then one more with each that is answered, up to the processes there are:
  /// on two cores, the first asks of fifty cold ones together would take each other's time, which
  /// on Lambda each has for itself.
  private String inTurn(Semaphore turns, AtomicInteger more, HttpDoor door, int viewer)
      throws Exception {
    turns.acquire();
    try {
      return ask(door, viewer);
    } finally {
      turns.release(more.getAndDecrement() > 0 ? 2 : 1);
    }
  }

  /// One key for all, whose day's tokens are as few as the page's are else.
  private void invite(Map<String, String> settings) {
    long until = Instant.now().getEpochSecond() + 86_400;
    Days.table(settings)
        .change(
            new Table.Change(
                "key#" + hash(),
                "SET guest = :name, dailyTokens = :tokens, tokensLeft = :tokens, usedDay = :day, usedTokens = :none, validUntil = :until",
                Map.of(
                    ":name",
                    "storm",
                    ":tokens",
                    dailyTokens,
                    ":day",
                    "2000-01-01",
                    ":none",
                    0,
                    ":until",
                    until)))
        .join();
  }

  private static String hash() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Long> books(Map<String, String> settings) {
    Item key = Days.table(settings).read("key#" + hash()).join();
    return Map.of("left", key.number("tokensLeft"), "used", key.number("usedTokens"));
  }

  /// What is reserved or used: of the day, or of the key's.
  private long taken(Map<String, String> settings) {
    return guest ? dailyTokens - books(settings).get("left") : Days.today(settings).get("tokens");
  }

  /// Starts all processes, before anything is measured or killed.
  private void warm(HttpDoor door) throws Exception {
    Door.Call health = new Door.Call("GET", "/api/health", Map.of(), new byte[0]);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Door.Heard> heard :
          threads.invokeAll(
              Collections.<Callable<Door.Heard>>nCopies(processes, () -> door.call(health)))) {
        heard.get();
      }
    }
  }

  private String ask(HttpDoor door, int viewer) throws Exception {
    Door.Heard heard =
        door.call(
            Door.Call.ask("stub: first=" + thinking.toMillis() + " tokens=10 every=10")
                .with("x-origin-verify", ORIGIN)
                .with("x-access-key", KEY)
                .with(
                    "cloudfront-viewer-address",
                    "198.51." + viewer / 250 % 250 + "." + viewer % 250 + ":1"));
    String code = heard.body().replaceAll("(?s).*\"code\":\"([a-z_]+)\".*", " $1");
    return heard.status() + (heard.cut() ? " cut" : heard.status() < 400 ? "" : code);
  }

  /// What stands in the table while one ask waits for its first token.
  private long reservation(HttpDoor door, StubModel stub, Map<String, String> settings)
      throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> asked = threads.submit(() -> ask(door, 60_000));
      while (stub.asked().isEmpty()) {
        // Fifty that have just started leave the table little of two cores.
        if (asked.isDone()) {
          asked = threads.submit(() -> ask(door, 60_000));
        }
        Thread.sleep(1);
      }
      long reserved = Days.today(settings).get("tokens");
      asked.get();
      return reserved;
    }
  }

  private Void watch(AtomicBoolean over, AtomicLong most, Map<String, String> settings)
      throws InterruptedException {
    while (!over.get()) {
      most.accumulateAndGet(taken(settings), Math::max);
      Thread.sleep(20);
    }
    return null;
  }

  /// Spread over the whole, at random moments, one process after the other.
  private Void kill(AtomicBoolean over, AtomicInteger killed, Lambda lambda)
      throws InterruptedException {
    Random random = new Random(11);
    while (!over.get() && killed.get() < kills) {
      Thread.sleep(100 + thinking.toMillis() / 3 + random.nextInt(400 + (int) thinking.toMillis()));
      List<Long> pids = lambda.pids();
      if (pids.size() > processes / 2) {
        long pid = pids.get(random.nextInt(pids.size()));
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        killed.incrementAndGet();
      }
    }
    return null;
  }
}

package assistant.function.guard;

import assistant.dynamodb.Tables;
import assistant.function.Days;
import assistant.function.api.Answering;
import assistant.function.api.ApiSettings;
import assistant.function.api.Health;
import assistant.function.api.Origins;
import assistant.function.api.Route;
import assistant.function.api.Router;
import assistant.function.api.Stop;
import assistant.function.api.StopFlags;
import assistant.function.api.ask.Ask;
import assistant.function.api.ask.QuestionReader;
import assistant.function.api.ask.Rate;
import assistant.function.api.ask.Share;
import assistant.function.api.openai.Completions;
import assistant.function.api.openai.OpenAiError;
import assistant.function.aws.Table;
import assistant.function.base.Deadline;
import assistant.function.base.Env;
import assistant.function.chain.Chain;
import assistant.function.chain.Limits;
import assistant.function.chain.Model;
import assistant.function.chain.Parser;
import assistant.function.chain.Prompt;
import assistant.function.chain.Retry;
import assistant.function.feedback.FeedbackSettings;
import assistant.function.feedback.Ratings;
import assistant.function.feedback.Receipts;
import assistant.function.feedback.SharedAnswers;
import assistant.function.http.Request;
import assistant.function.lambda.BufferedExchange;
import assistant.function.provider.BearerKey;
import assistant.function.provider.ProviderSettings;
import assistant.function.provider.Providers;
import assistant.function.telemetry.Log;
import assistant.stubs.StubModel;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The whole function with a guard, a stub model and a clock that a test sets; asked as the gateway
/// asks it.
final class GuardedPage implements AutoCloseable {
  private static final Pattern CODE = Pattern.compile("\"code\":\"([a-z_]+)\"");
  static final String ORIGIN = "the-secret-of-the-origin";

  final StubModel model = StubModel.start();
  final ByteArrayOutputStream log = new ByteArrayOutputStream();
  final Table table;
  final TableGuard guard;
  final Router router;

  /// In the future: DynamoDB Local deletes what has expired by the machine's clock.
  volatile Instant now = Instant.parse("2096-11-23T12:01:00Z");

  GuardedPage(Table table, long dailyTokens, int asks) {
    this(table, dailyTokens, asks, Access.OPEN);
  }

  GuardedPage(Table table, long dailyTokens, int asks, Access access) {
    this.table = table;
    Map<String, String> environment = Map.of("OPENAI_BASE_URL", model.url().toString());
    Limits limits = Limits.of(new Env(environment));
    Model asked =
        Providers.of(
            ProviderSettings.of(new Env(environment)),
            limits.outputTokens(),
            new BearerKey(Optional.empty(), Optional.empty()));
    InstantSource clock = () -> now;
    guard =
        new TableGuard(
            table,
            new GuardSettings(
                Optional.of(table.name()), dailyTokens, asks, Optional.of(ORIGIN), access),
            () -> Optional.of(ORIGIN),
            new TableGuard.Allowance(limits.outputTokens(), false),
            clock);
    Chain chain =
        new Chain(
            new Prompt("Be brief."),
            asked,
            new Parser(asked.name()),
            new Retry(3, Duration.ofMillis(1), () -> 0.5));
    StopFlags flags = new StopFlags(Optional.of(table), clock);
    Answering answering = new Answering(guard, chain, flags, Duration.ofSeconds(20));
    Receipts receipts = new Receipts(Optional.of(table), "1.2.0", clock);
    receipts.warm().join();
    router =
        new Router(
            new Log(log, "stub", false, new AtomicBoolean()),
            List.of(
                new Route(
                    "POST",
                    "/api/ask",
                    new Ask(new QuestionReader(limits), answering, receipts, false)),
                new Route("DELETE", "/api/answers/{id}", new Stop(flags)),
                new Route("POST", "/api/ratings", new Rate(guard, receipts, new Ratings(table))),
                new Route(
                    "POST",
                    "/api/shared",
                    new Share(guard, receipts, new SharedAnswers(table, clock))),
                new Route(
                    "GET",
                    "/api/health",
                    new Health(
                        asked,
                        guard,
                        limits,
                        Optional.empty(),
                        new FeedbackSettings(true, true),
                        "1.2.0",
                        "c")),
                new Route(
                    "POST",
                    "/api/v1/chat/completions",
                    new Completions(
                        Completions.Format.CHAT,
                        limits,
                        new ApiSettings(Origins.NONE, true),
                        answering,
                        clock))),
            Map.of("/api/v1/", new OpenAiError()),
            Origins.NONE);
  }

  /// One over DynamoDB Local with a table of its own.
  static GuardedPage of(long dailyTokens, int asks) {
    return of(dailyTokens, asks, Access.OPEN);
  }

  static GuardedPage of(long dailyTokens, int asks, Access access) {
    return new GuardedPage(Days.table(Tables.environment()), dailyTokens, asks, access);
  }

  /// `200`, or status and code: `429 rate_limited`.
  String ask(String ip, String question, String... headers) {
    return send(ip, question.getBytes(java.nio.charset.StandardCharsets.UTF_8), headers);
  }

  String send(String ip, byte[] body, String... headers) {
    Map<String, String> all = new HashMap<>(Map.of("content-type", "text/plain"));
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return call("POST", "/api/ask", ip, all, body);
  }

  String call(String method, String path, String ip, Map<String, String> headers, byte[] body) {
    BufferedExchange exchange = heard(method, path, ip, headers, body);
    return exchange.status() < 400
        ? Integer.toString(exchange.status())
        : exchange.status() + " " + code(exchange.body());
  }

  BufferedExchange heard(
      String method, String path, String ip, Map<String, String> headers, byte[] body) {
    BufferedExchange exchange = new BufferedExchange();
    try {
      router.handle(
          new Request("request-1", method, path, headers, body, ip),
          exchange,
          Deadline.in(Duration.ofSeconds(30)));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return exchange;
  }

  private static String code(byte[] problem) {
    Matcher matcher = CODE.matcher(new String(problem, java.nio.charset.StandardCharsets.UTF_8));
    return matcher.find() ? matcher.group(1) : "without a code";
  }

  /// What became of several asks, in order of first appearance: `3 × 200, 17 × 429 rate_limited`.
  static String summary(List<String> answers) {
    return answers.stream()
        .collect(Collectors.groupingBy(a -> a, LinkedHashMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(entry -> entry.getValue() + " × " + entry.getKey())
        .sorted(java.util.Comparator.comparing(text -> text.substring(text.indexOf('×'))))
        .collect(Collectors.joining(", "));
  }

  /// The same, all at once.
  static String atOnce(int times, java.util.function.IntFunction<String> ask) {
    try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
      List<Callable<String>> asks =
          IntStream.range(0, times).<Callable<String>>mapToObj(i -> () -> ask.apply(i)).toList();
      return summary(threads.invokeAll(asks).stream().map(Future::resultNow).toList());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Asks that are all under way together: no answer begins before each has been refused or has
  /// come to the model.
  String together(int times, java.util.function.IntFunction<String> ask) {
    AtomicInteger refused = new AtomicInteger();
    Thread.ofVirtual()
        .start(() -> {
          while (model.held() + refused.get() < times) {
            LockSupport.parkNanos(1_000_000);
          }
          model.release();
        });
    return atOnce(
        times,
        i -> {
          String told = ask.apply(i);
          refused.incrementAndGet();
          return told;
        });
  }

  static String inTurn(int times, java.util.function.IntFunction<String> ask) {
    return summary(Arrays.asList(IntStream.range(0, times).mapToObj(ask).toArray(String[]::new)));
  }

  /// An attribute of a day's item: `tokens`, `asks`, `rate_limited`.
  long count(String attribute) {
    return count(attribute, "2096-11-23");
  }

  long count(String attribute, String date) {
    return Days.of(table, date).number(attribute);
  }

  @Override
  public void close() {
    model.close();
  }
}

package assistant.bench;

import assistant.image.Event;
import assistant.image.StubProcess;
import assistant.image.Told;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A warm function beside a direct call to the same stub model, turn about: what it adds to the
/// first token and to the end, how fast tokens pass, and what it keeps of memory. The local cloud
/// is measured the same way, at another time, so that its processes take nothing from the function;
/// and so is the build before, where it is there, turn about with this one.
record Warm(Beside function, Beside page, Optional<Before> before, Spread tokens, long[] memory) {
  private static final int ROUNDS = 2000;
  private static final int WARM_UP = 1500;
  private static final int MANY_TOKENS = 50_000;
  private static final String FIRST_TOKEN = "token0";
  private static final String QUESTION = "stub: tokens=20";

  /// A way to ask the stub model, and another turn about with it: the direct one, or the build
  /// before's.
  record Beside(Way direct, Way through) {
    double[] added() {
      double[] added = through.figures();
      Arrays.setAll(added, i -> added[i] - direct.figures()[i]);
      return added;
    }
  }

  /// First token and end of one way to ask, in milliseconds.
  record Way(Spread first, Spread end) {
    /// The median and the 99th percentile of each.
    double[] figures() {
      return new double[] {first.median(), first.quantile(0.99), end.median(), end.quantile(0.99)};
    }
  }

  /// The build before: `questions` asked of it and of this one, and how fast tokens pass through
  /// it.
  record Before(Beside questions, Spread tokens) {}

  private interface Asking {
    Told ask() throws IOException;
  }

  /// `subject` is the function, `page` starts the local cloud over it, `before` the build before.
  static Warm measure(
      StubProcess stub, Subject subject, List<String> page, Optional<List<String>> before)
      throws Exception {
    Beside cloud = page(stub, subject, page);
    try (RawRuntime function = new RawRuntime(subject.command(), subject.settings())) {
      Beside beside = beside(stub, asking(function));
      long[] memory = {function.memory("VmRSS") >> 10, function.memory("VmHWM") >> 10};
      Optional<Before> old = Optional.empty();
      if (before.isPresent()) {
        old = Optional.of(before(new RawRuntime(before.get(), subject.settings()), function));
      }
      return new Warm(beside, cloud, old, tokens(function), memory);
    }
  }

  private static Before before(RawRuntime before, RawRuntime function) throws Exception {
    try (before) {
      return new Before(turnAbout(asking(before), asking(function)), tokens(before));
    }
  }

  private static Asking asking(RawRuntime function) {
    Event question = Event.question(QUESTION);
    return () -> function.ask(question, FIRST_TOKEN);
  }

  private static Beside beside(StubProcess stub, Asking through) throws IOException {
    try (RawHttp direct = direct(stub.url())) {
      return turnAbout(() -> direct.ask(FIRST_TOKEN), through);
    }
  }

  private static Beside turnAbout(Asking one, Asking other) throws IOException {
    double[][] values = new double[4][ROUNDS];
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      Told[] told = {one.ask(), other.ask()};
      for (int way = 0; way < 2 && i >= 0; way++) {
        values[2 * way][i] = told[way].firstToken() / 1e6;
        values[2 * way + 1][i] = told[way].end() / 1e6;
      }
    }
    return new Beside(
        new Way(new Spread(values[0]), new Spread(values[1])),
        new Way(new Spread(values[2]), new Spread(values[3])));
  }

  private static Spread tokens(RawRuntime function) throws IOException {
    Event question = Event.question("stub: tokens=" + MANY_TOKENS);
    String last = "token" + (MANY_TOKENS - 1);
    double[] tokens = new double[Cold.ROUNDS];
    for (int i = -2; i < tokens.length; i++) {
      double seconds = function.ask(question, last).end() / 1e9;
      if (i >= 0) {
        tokens[i] = MANY_TOKENS / seconds;
      }
    }
    return new Spread(tokens);
  }

  private static Beside page(StubProcess stub, Subject subject, List<String> command)
      throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Map<String, String> settings = new HashMap<>(subject.settings());
    settings.put("PORT", Integer.toString(port));
    settings.put("FUNCTION_COMMAND", String.join(" ", subject.command()));
    // One asks here far more often than a visitor may.
    settings.put("GUARD", "off");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(settings);
    Process cloud = builder.start();
    try (RawHttp gateway = gateway(URI.create("http://localhost:" + port + "/api/ask"))) {
      return beside(stub, () -> gateway.ask(FIRST_TOKEN));
    } finally {
      cloud.destroy();
      cloud.waitFor(5, TimeUnit.SECONDS);
    }
  }

  private static RawHttp direct(URI stub) throws IOException {
    String body =
        "{\"model\":\"stub\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\""
            + QUESTION
            + "\"}]}";
    return new RawHttp(
        URI.create(stub + "/chat/completions"), "text/event-stream", "application/json", body);
  }

  private static RawHttp gateway(URI url) throws Exception {
    for (int i = 0; ; i++) {
      try {
        return new RawHttp(url, "text/event-stream", "text/plain", QUESTION);
      } catch (IOException e) {
        if (i == 100) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }
}

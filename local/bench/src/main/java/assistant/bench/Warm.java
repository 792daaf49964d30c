package assistant.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A warm function beside a direct call to the same stub model, turn about: what it adds to the
/// first token and to the end, how fast tokens pass, and what it keeps of memory.
record Warm(Spread[] direct, Spread[] function, Spread[] page, Spread tokens, long[] memory) {
  private static final int ROUNDS = 2000;
  private static final int WARM_UP = 1500;
  private static final int MANY_TOKENS = 50_000;
  private static final String QUESTION = "stub: tokens=20";

  /// `command` starts the function, `page` the local cloud over it.
  static Warm measure(StubProcess stub, Subject subject, List<String> page) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Map<String, String> settings = new HashMap<>(subject.settings());
    settings.put("PORT", Integer.toString(port));
    settings.put("FUNCTION_COMMAND", String.join(" ", subject.command()));
    ProcessBuilder cloud =
        new ProcessBuilder(page)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    cloud.environment().putAll(settings);
    Process process = cloud.start();
    try (FunctionRun function = new FunctionRun(subject.command(), subject.settings());
        RawHttp direct = direct(stub.url());
        RawHttp gateway = gateway(URI.create("http://localhost:" + port + "/api/ask"))) {
      return measure(function, direct, gateway);
    } finally {
      process.destroy();
      process.waitFor(5, TimeUnit.SECONDS);
    }
  }

  private static Warm measure(FunctionRun function, RawHttp direct, RawHttp gateway)
      throws Exception {
    Event question = Event.question(QUESTION);
    double[][] values = new double[6][ROUNDS];
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      Told[] told = {direct.ask("token0"), function.ask(question), gateway.ask("token0")};
      for (int way = 0; way < 3 && i >= 0; way++) {
        values[2 * way][i] = told[way].firstToken() / 1e6;
        values[2 * way + 1][i] = told[way].end() / 1e6;
      }
    }
    long[] memory = {function.memory("VmRSS") >> 10, function.memory("VmHWM") >> 10};
    double[] tokens = new double[Cold.ROUNDS];
    for (int i = -2; i < tokens.length; i++) {
      double seconds = function.ask(Event.question("stub: tokens=" + MANY_TOKENS)).end() / 1e9;
      if (i >= 0) {
        tokens[i] = MANY_TOKENS / seconds;
      }
    }
    return new Warm(pair(values, 0), pair(values, 1), pair(values, 2), new Spread(tokens), memory);
  }

  /// First token and end of one way.
  private static Spread[] pair(double[][] values, int way) {
    return new Spread[] {new Spread(values[2 * way]), new Spread(values[2 * way + 1])};
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

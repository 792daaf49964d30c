package assistant.local;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// `make run`: the whole assistant on localhost, until Ctrl-C.
final class Main {
  private static final int MOST_PROCESSES = 10;

  /// Each takes all processors while it answers; the third is for stopping the other two.
  private static final int MOST_WITH_A_MODEL_FILE = 3;

  private Main() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Map<String, String> environment = System.getenv();
    int port = port(environment.getOrDefault("PORT", "8080"));
    Path web = Path.of(environment.getOrDefault("SITE", "web/dist"));
    Optional<TableServer> table = table(environment);
    Invoker function = function(guarded(environment, table));
    Site site = new Site(web, SiteHeaders.read(web.resolveSibling("headers.json")));
    try {
      Cloud cloud = new Cloud(entrance(environment, port), site, function);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(cloud, function)));
      if (!Welcome.print(cloud.url(), environment)) {
        System.exit(1);
      }
      String file = environment.getOrDefault("LOCAL_TABLE", "");
      if (table.isPresent() && !file.isBlank()) {
        String access = environment.getOrDefault("ACCESS", "open");
        TableFile.write(Path.of(file), cloud.url(), access, table.get().forCommands());
      }
    } catch (BindException e) {
      fail(
          "Port "
              + port
              + " is taken. End what listens there, or choose another: PORT="
              + (port + 1)
              + " make run");
    }
    Thread.currentThread().join();
  }

  /// In a container nothing but its own network reaches the loopback address.
  private static Cloud.Entrance entrance(Map<String, String> environment, int port) {
    String address = environment.getOrDefault("ADDRESS", "localhost");
    try {
      return new Cloud.Entrance(
          new InetSocketAddress(address, port),
          Hosts.of(
              address,
              environment.getOrDefault("HOSTNAMES", ""),
              environment.getOrDefault("API_ORIGINS", "")),
          Proxies.of(environment.getOrDefault("TRUSTED_PROXIES", "")),
          Patience.Times.USUAL);
    } catch (IllegalArgumentException e) {
      fail(e.getMessage());
      return null;
    }
  }

  private static Invoker function(Map<String, String> environment) throws IOException {
    OwnCredentials.missing(environment).ifPresent(Main::fail);
    String url = environment.get("FUNCTION_URL");
    if (url != null && !url.isBlank()) {
      return emulator(url);
    }
    boolean file = !environment.getOrDefault("LLAMA_MODEL", "").isBlank();
    return new Lambda(
        command(environment),
        file ? MOST_WITH_A_MODEL_FILE : Memory.processes(MOST_PROCESSES),
        Lambda.TIMEOUT);
  }

  private static Emulator emulator(String url) {
    try {
      return Emulator.at(url);
    } catch (IllegalArgumentException e) {
      fail(e.getMessage());
      return null;
    }
  }

  private static FunctionCommand command(Map<String, String> environment) throws IOException {
    String command = environment.get("FUNCTION_COMMAND");
    if (command != null && !command.isBlank()) {
      return FunctionCommand.of(command, environment);
    }
    String classPath = environment.get("FUNCTION_CLASSPATH");
    if (classPath == null) {
      fail("FUNCTION_CLASSPATH is not set. Start with `make run`, which sets it.");
    }
    if (FunctionCommand.options().isEmpty()) {
      fail("There is no function/java.options here. Start this with `make run`.");
    }
    return FunctionCommand.streaming(classPath, environment);
  }

  /// A table for the guard, unless there is one or none is wanted.
  private static Optional<TableServer> table(Map<String, String> environment) throws IOException {
    if (environment.getOrDefault("GUARD", "on").equals("off")
        || !environment.getOrDefault("GUARD_TABLE", "").isBlank()
        || !environment.getOrDefault("FUNCTION_URL", "").isBlank()) {
      return Optional.empty();
    }
    TableServer table =
        new TableServer(
            Welcome.table(environment.getOrDefault("DATA", "")), OwnCredentials.key(environment));
    Runtime.getRuntime().addShutdownHook(new Thread(table::close));
    return Optional.of(table);
  }

  private static Map<String, String> guarded(
      Map<String, String> environment, Optional<TableServer> table) {
    if (table.isEmpty()) {
      return environment;
    }
    Map<String, String> guarded = new HashMap<>(environment);
    guarded.putAll(table.get().environment());
    if (!environment.containsKey("ADDRESS")) {
      // Who develops asks often, and always from one address.
      guarded.putIfAbsent("ASKS_PER_FIVE_MINUTES", "1000");
    }
    return guarded;
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text.strip());
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    fail("PORT must be a number from 0 to 65535.");
    return 0;
  }

  private static void end(Cloud cloud, Invoker function) {
    cloud.close();
    if (function instanceof Lambda lambda) {
      lambda.close();
    }
  }

  private static void fail(String words) {
    System.err.println(words);
    System.exit(1);
  }
}

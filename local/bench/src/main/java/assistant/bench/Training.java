package assistant.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Trains a function's AOT cache: runs the function's own command over TLS against the stub model,
/// gives it every [Lesson], and ends it, upon which the JVM writes the cache.
final class Training {
  private Training() {}

  /// `cache command…`; the command's first word is the JVM.
  public static void main(String[] args) throws Exception {
    Path cache = Path.of(args[0]);
    try (StubProcess stub = new StubProcess();
        TlsFront front = new TlsFront(stub.url())) {
      List<String> command = new ArrayList<>(List.of(args).subList(1, args.length));
      command.add(1, "-XX:AOTCacheOutput=" + cache);
      command.addAll(2, front.trustStore());
      Map<String, String> settings =
          Map.of("OPENAI_BASE_URL", front.url().toString(), "OPENAI_API_KEY", "training");
      try (FunctionRun function = new FunctionRun(command, settings)) {
        for (Lesson lesson : Lesson.all()) {
          Told told = function.ask(lesson.event());
          if (told.status() != lesson.status()) {
            throw new IllegalStateException(lesson + " was answered with " + told);
          }
        }
        function.end();
      }
    }
    if (!Files.exists(cache)) {
      throw new IllegalStateException("The JVM wrote no AOT cache.");
    }
    prove(cache, args);
    System.out.printf("Trained an AOT cache of %,d KB.%n", Files.size(cache) >> 10);
    System.exit(0);
  }

  /// A JVM falls back in silence from a cache that it refuses, unless it is told to end instead.
  private static void prove(Path cache, String[] args) throws Exception {
    List<String> command = new ArrayList<>(List.of(args).subList(1, args.length));
    command.addAll(1, List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on"));
    try (FunctionRun function = new FunctionRun(command, Map.of())) {
      if (function.ask(Event.get("/api/health")).status() != 200) {
        throw new IllegalStateException("The function does not start from its AOT cache.");
      }
    }
  }
}

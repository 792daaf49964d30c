package assistant.image;

import assistant.stubs.StubAws;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Trains a function's AOT cache: runs the function's own command over TLS against the stub model,
/// with a secret and a guard, gives it every [Lesson], and ends it, upon which the JVM writes the
/// cache.
final class Training {
  private Training() {}

  /// `cache command…`; the command's first word is the JVM.
  public static void main(String[] args) throws Exception {
    Path cache = Path.of(args[0]);
    try (StubProcess stub = new StubProcess();
        StubAws aws = StubAws.willing();
        TlsFront front = new TlsFront(stub.url())) {
      Map<String, String> settings = new HashMap<>(aws.environment());
      settings.put("OPENAI_BASE_URL", front.url().toString());
      settings.put("OPENAI_API_KEY_SECRET", "training");
      settings.put("GUARD_TABLE", "training");
      List<String> command = new ArrayList<>(List.of(args).subList(1, args.length));
      command.addAll(1, front.trustStore());
      rehearse(command, settings);
      command.add(1, "-XX:AOTCacheOutput=" + cache);
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

  /// The stubs are slow at first, and the function does not wait for long.
  private static void rehearse(List<String> command, Map<String, String> settings)
      throws Exception {
    try (FunctionRun function = new FunctionRun(command, settings)) {
      for (int i = 0; i < 3; i++) {
        function.ask(Event.question("What is an LLM?"));
      }
    }
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

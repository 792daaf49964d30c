package assistant.image;

import assistant.local.Jars;
import assistant.stubs.StubAws;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Trains a function's AOT cache: runs the function's own command against the stub model, with a
/// secret and a guard, all of it over TLS with all the default roots, gives it every [Lesson], and
/// ends it, upon which the JVM writes the cache. Beside it, in `.jars`, stands the hash of the jars
/// that it was made of.
final class Training {
  /// With what was called how often in the training, the JVM compiles more at a start than the
  /// start is worth: it takes a quarter longer.
  private static final List<String> WITHOUT_PROFILES =
      List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining");

  private Training() {}

  /// `cache command…`; the command's first word is the JVM.
  public static void main(String[] args) throws Exception {
    Path cache = Path.of(args[0]);
    List<String> trained = List.of(args).subList(1, args.length);
    String jars = Jars.hash(classPath(trained));
    LocalAuthority authority = new LocalAuthority();
    try (StubProcess stub = new StubProcess();
        StubAws aws = StubAws.willing();
        TlsFront front = new TlsFront(authority, stub.url());
        TlsFront awsFront =
            new TlsFront(authority, URI.create(aws.environment().get("AWS_ENDPOINT_URL")))) {
      Map<String, String> settings = new HashMap<>(aws.environment());
      settings.put("OPENAI_BASE_URL", front.url().toString());
      settings.put("AWS_ENDPOINT_URL", awsFront.url().toString());
      settings.put("OPENAI_API_KEY_SECRET", "training");
      settings.put("GUARD_TABLE", "training");
      List<String> command = authority.trustedBy(trained);
      rehearse(command, settings);
      command.addAll(1, WITHOUT_PROFILES);
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
      if (!Files.exists(cache)) {
        throw new IllegalStateException("The JVM wrote no AOT cache.");
      }
      prove(cache, authority.trustedBy(trained), settings);
    }
    if (!Jars.hash(classPath(trained)).equals(jars)) {
      throw new IllegalStateException("A jar has changed while the AOT cache was trained.");
    }
    Files.writeString(Path.of(cache + ".jars"), jars + "\n");
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

  /// The class path among a command's words, or in the file of options that one of them names.
  private static String classPath(List<String> command) throws IOException {
    int option = command.indexOf("-cp");
    if (option > 0) {
      return command.get(option + 1);
    }
    for (String word : command) {
      if (word.startsWith("@")) {
        for (String line : Files.readAllLines(Path.of(word.substring(1)))) {
          if (line.startsWith("-cp ")) {
            return line.substring(4).strip();
          }
        }
      }
    }
    throw new IllegalArgumentException("No class path in " + command);
  }

  /// A JVM falls back in silence from a cache that it refuses, unless it is told to end instead;
  /// that it takes one does not say that the cache is of these jars: the hash beside it does. So
  /// does the function fall back from native TLS, but for a line in its log; on Linux the kernel
  /// says which files it has loaded, and from where.
  private static void prove(Path cache, List<String> trusting, Map<String, String> settings)
      throws Exception {
    List<String> command = new ArrayList<>(trusting);
    command.addAll(1, List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on"));
    try (FunctionRun function = new FunctionRun(command, settings)) {
      if (function.ask(Event.question("What is an LLM?")).status() != 200) {
        throw new IllegalStateException("The function does not answer from its AOT cache.");
      }
      Path loaded = Path.of("/proc", Long.toString(function.pid()), "maps");
      if (Files.exists(loaded)
          && Files.readAllLines(loaded).stream().noneMatch(Training::isNativeTls)) {
        throw new IllegalStateException("The function does without native TLS.");
      }
      if (Files.exists(loaded)
          && trusting.contains("@/opt/assistant/java.options")
          && Files.readString(loaded).contains(" (deleted)")) {
        throw new IllegalStateException("The function copies a library before it loads it.");
      }
    }
  }

  private static boolean isNativeTls(String mapping) {
    return mapping.contains("conscrypt") && mapping.contains(".so");
  }
}

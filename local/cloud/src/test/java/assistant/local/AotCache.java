package assistant.local;

import assistant.function.Door;
import assistant.stubs.StubModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// An AOT cache for the function processes that tests start, as the image has one: made when the
/// function's jars have changed, and kept in `target/aot` under their hash.
final class AotCache {
  private AotCache() {}

  private static final class Shared {
    static final Path FILE = made();

    private static Path made() {
      try {
        Path folder = Files.createDirectories(Path.of("target", "aot").toAbsolutePath());
        Path file = folder.resolve(Jars.hash(Clouds.CLASS_PATH) + "-" + Runtime.version() + ".aot");
        if (!Files.exists(file)) {
          Path trained = folder.resolve("training-" + ProcessHandle.current().pid() + ".aot");
          train(trained);
          Files.move(trained, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
      } catch (Exception e) {
        throw new IllegalStateException("There is no AOT cache.", e);
      }
    }
  }

  static Path file() {
    return Shared.FILE;
  }

  /// The JVM writes the cache when it ends.
  private static void train(Path file) throws Exception {
    try (StubModel stub = StubModel.start();
        Clouds clouds = Clouds.plain()) {
      Map<String, String> settings =
          Map.of("OPENAI_BASE_URL", stub.url().toString(), "OPENAI_API_KEY", "training");
      Lambda lambda =
          clouds.lambda(settings, List.of("-XX:AOTCacheOutput=" + file, "-Xlog:disable"));
      HttpDoor door = clouds.door(lambda);
      for (String form : List.of("text/event-stream", "text/plain", "application/json")) {
        door.call(Door.Call.ask("What is an LLM?").accept(form));
      }
      ProcessHandle function = ProcessHandle.of(lambda.pids().getFirst()).orElseThrow();
      function.destroy();
      function.onExit().get(2, TimeUnit.MINUTES);
    }
  }
}

package assistant.local;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Local clouds with real function processes, started by a test and ended with it.
final class Clouds implements AutoCloseable {
  /// The function's own, as it is shipped: jars alone.
  static final String CLASS_PATH = read("function.classpath");

  private final String classPath;
  private final boolean cached;
  private final List<Runnable> open = new ArrayList<>();

  Clouds() {
    this(CLASS_PATH);
  }

  Clouds(String classPath) {
    this(classPath, true);
  }

  private Clouds(String classPath, boolean cached) {
    this.classPath = classPath;
    this.cached = cached;
  }

  /// Without an AOT cache, as `make run` starts them.
  static Clouds plain() {
    return new Clouds(CLASS_PATH, false);
  }

  private static String read(String property) {
    try {
      return Files.readString(Path.of(System.getProperty(property)));
    } catch (IOException e) {
      throw new IllegalStateException("Build the other modules first: make check", e);
    }
  }

  /// The class path with a model in process behind it, as `make run` has it.
  static String withModel() {
    return String.join(File.pathSeparator, CLASS_PATH, read("llama.classpath"));
  }

  /// A cloud whose function streams.
  HttpDoor streaming(Map<String, String> settings) throws IOException {
    return door(lambda(settings, Lambda.TIMEOUT));
  }

  /// A cloud whose function is the buffered handler under AWS's runtime client.
  HttpDoor buffered(Map<String, String> settings) throws IOException {
    FunctionCommand command = FunctionCommand.buffered(classPath, environment(settings));
    return door(keep(new Lambda(with(command, flags()), 4, Lambda.TIMEOUT)));
  }

  /// A cloud whose function streams, but behind an emulator.
  HttpDoor emulated(Map<String, String> settings) throws IOException {
    return door(new Emulator(emulator(settings)));
  }

  /// The address of an emulator whose function streams.
  URI emulator(Map<String, String> settings) throws IOException {
    StubEmulator emulator = new StubEmulator(lambda(settings, 1, Lambda.TIMEOUT));
    open.addFirst(emulator::close);
    return emulator.url();
  }

  Lambda lambda(Map<String, String> settings, Duration timeout) {
    return lambda(settings, 4, timeout);
  }

  Lambda lambda(Map<String, String> settings, int most, Duration timeout) {
    return keep(new Lambda(with(command(settings), flags()), most, timeout));
  }

  /// One process of it, with flags of one's own for its JVM.
  Lambda lambda(Map<String, String> settings, List<String> flags) {
    return keep(new Lambda(with(command(settings), flags), 1, Lambda.TIMEOUT));
  }

  /// The function's log lines are added to a file.
  Lambda logged(Map<String, String> settings, Path log) {
    FunctionCommand command = with(command(settings), flags());
    List<String> words =
        new ArrayList<>(List.of("sh", "-c", "exec \"$@\" >> \"$0\"", log.toString()));
    words.addAll(command.words());
    return keep(new Lambda(new FunctionCommand(words, command.environment()), 4, Lambda.TIMEOUT));
  }

  private FunctionCommand command(Map<String, String> settings) {
    return FunctionCommand.streaming(classPath, environment(settings));
  }

  private List<String> flags() {
    return cached ? List.of("-XX:AOTCache=" + AotCache.file()) : List.of();
  }

  private static FunctionCommand with(FunctionCommand command, List<String> flags) {
    List<String> words = new ArrayList<>(command.words());
    words.addAll(1, flags);
    return new FunctionCommand(words, command.environment());
  }

  HttpDoor door(Invoker function) throws IOException {
    Cloud cloud =
        new Cloud(
            0, new Site(Path.of("none"), new SiteHeaders(Map.of(), Map.of(), Map.of())), function);
    open.addFirst(cloud::close);
    return new HttpDoor(cloud.url());
  }

  private Lambda keep(Lambda lambda) {
    open.addFirst(lambda::close);
    return lambda;
  }

  private static Map<String, String> environment(Map<String, String> settings) {
    Map<String, String> environment = new TreeMap<>(settings);
    environment.put("PATH", System.getenv("PATH"));
    return environment;
  }

  @Override
  public void close() {
    open.forEach(Runnable::run);
  }
}

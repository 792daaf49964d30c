package assistant.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// How a function process is started: this JVM's `java` with the image's flags, the class path, and
/// an environment as Lambda sets it.
record FunctionCommand(List<String> words, Map<String, String> environment) {
  private static final String NATIVE_CLIENT =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  /// What a process needs of this one, beside the function's settings.
  private static final List<String> PASSED_ON =
      List.of(
          "AWS_",
          "HTTPS_PROXY",
          "HTTP_PROXY",
          "NO_PROXY",
          "https_proxy",
          "http_proxy",
          "no_proxy",
          "SSL_CERT_FILE",
          "HOME",
          "PATH",
          "TMPDIR",
          "LANG",
          "JAVA_TOOL_OPTIONS");

  private static final Set<String> SETTINGS = settings();

  /// A command of one's own, words between spaces, such as the image's.
  static FunctionCommand of(String command, Map<String, String> environment) {
    return new FunctionCommand(List.of(command.strip().split(" +")), lambda(environment));
  }

  /// The streaming loop.
  static FunctionCommand streaming(String classPath, Map<String, String> environment) {
    return of(classPath, environment, List.of("assistant.function.Main"));
  }

  /// The buffered handler under AWS's own runtime client.
  static FunctionCommand buffered(String classPath, Map<String, String> environment) {
    return of(
        classPath,
        environment,
        List.of(
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            "assistant.function.AskHandler"));
  }

  private static FunctionCommand of(
      String classPath, Map<String, String> environment, List<String> main) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("@" + options().orElseThrow());
    nativeClient(classPath).ifPresent(library -> words.add("-D" + NATIVE_CLIENT + "=" + library));
    words.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    words.addAll(List.of("-cp", classPath));
    words.addAll(main);
    return new FunctionCommand(List.copyOf(words), lambda(environment));
  }

  /// The image's, seen from the repository or from a module in it.
  static Optional<Path> options() {
    return Stream.of("", "..", "../..")
        .map(folder -> Path.of(folder, "function", "java.options"))
        .filter(Files::exists)
        .findFirst();
  }

  private static Map<String, String> lambda(Map<String, String> environment) {
    Map<String, String> variables = new TreeMap<>();
    environment.forEach((name, value) -> {
      if (SETTINGS.contains(name) || PASSED_ON.stream().anyMatch(name::startsWith)) {
        variables.put(name, value);
      }
    });
    variables.putAll(
        Map.of(
            "AWS_LAMBDA_FUNCTION_NAME", "assistant",
            "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024",
            "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/assistant",
            "AWS_LAMBDA_LOG_STREAM_NAME", "local",
            "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand",
            "_HANDLER", "assistant.function.AskHandler",
            "TZ", ":UTC"));
    variables.putIfAbsent("AWS_REGION", "us-east-1");
    return variables;
  }

  /// The names in the function's settings.json, which the build puts beside this class.
  private static Set<String> settings() {
    Set<String> names = new TreeSet<>();
    try (InputStream in = FunctionCommand.class.getResourceAsStream("settings.json")) {
      new ObjectMapper().readTree(in).forEach(row -> names.add(row.path("name").asText()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return names;
  }

  /// AWS's client copies its native library to one fixed file at every start, on which two starting
  /// processes race: they are given a copy of this run's own.
  private static Optional<Path> nativeClient(String classPath) {
    String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    String libc = Files.exists(Path.of("/lib/ld-musl-x86_64.so.1")) ? "linux_musl" : "linux";
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.empty();
    }
    return Stream.of(classPath.split(java.io.File.pathSeparator))
        .filter(jar -> jar.contains("runtime-interface-client"))
        .findFirst()
        .map(jar -> copy(jar, "jni/libaws-lambda-jni." + libc + "-" + machine + ".so"));
  }

  private static Path copy(String jar, String entry) {
    try (JarFile file = new JarFile(jar);
        InputStream in = file.getInputStream(file.getEntry(entry))) {
      Path folder = Files.createTempDirectory("assistant-").toAbsolutePath();
      Path library = folder.resolve("runtime-client.so");
      Files.copy(in, library);
      // The last named goes first.
      folder.toFile().deleteOnExit();
      library.toFile().deleteOnExit();
      return library;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

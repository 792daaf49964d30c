package assistant.clients;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The assistant as `make run` starts it, in processes of its own, with a relay before its API.
final class RunningAssistant implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("LLM Assistant: (http://\\S+)");
  private static final Pattern OWN =
      Pattern.compile("(OPENAI|LLAMA|GUARD|AWS|LOCAL)_.*|PORT|ADDRESS|DATA|ACCESS|API_ORIGINS");

  private final Process process;
  private final URI url;
  private final Relay relay;

  private RunningAssistant(Process process, URI url) throws IOException {
    this.process = process;
    this.url = url;
    this.relay = new Relay(url);
  }

  /// Several may start at once; whoever needs one waits for it.
  static Supplier<RunningAssistant> starting(
      Map<String, String> settings, Map<String, String> more) {
    return CompletableFuture.supplyAsync(() -> start(settings, more))::join;
  }

  private static RunningAssistant start(Map<String, String> settings, Map<String, String> more) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
      builder.directory(Path.of("../..").toFile());
      Map<String, String> environment = builder.environment();
      environment.keySet().removeIf(name -> OWN.matcher(name).matches());
      environment.put("PORT", "0");
      environment.put(
          "FUNCTION_CLASSPATH",
          String.join(File.pathSeparator, read("function.classpath"), read("llama.classpath")));
      environment.putAll(settings);
      environment.putAll(more);
      Process process = builder.start();
      return new RunningAssistant(process, address(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command() throws IOException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
        "-cp",
        read("cloud.classpath"),
        "assistant.local.Main");
  }

  private static String read(String property) throws IOException {
    return Files.readString(Path.of(System.getProperty(property)));
  }

  /// What it prints afterwards is read on, so that it never waits for a reader.
  private static URI address(Process process) {
    CompletableFuture<URI> address = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          List<String> lines = new ArrayList<>();
          try (BufferedReader out =
              new BufferedReader(
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
              Matcher said = ADDRESS.matcher(line);
              lines.add(line);
              if (said.find()) {
                address.complete(URI.create(said.group(1)));
              }
            }
          } catch (IOException e) {
            lines.add(e.toString());
          }
          address.completeExceptionally(new IllegalStateException(String.join("\n", lines)));
        });
    return address.join();
  }

  /// The base URL that a client is given.
  String api() {
    return relay.url() + "/api/v1";
  }

  /// How many requests came whose body holds these words.
  long tries(String words) {
    return relay.tries(words);
  }

  /// Stops an answer by its id, with or without its prefix, and says with which status.
  int stop(String id) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(url.resolve("/api/answers/" + id)).DELETE().build();
      return http.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  @Override
  public void close() {
    relay.close();
    process.destroy();
    process.onExit().join();
  }
}

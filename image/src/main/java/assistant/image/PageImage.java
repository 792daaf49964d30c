package assistant.image;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// The image that serves the whole page, with the rights and the memory that `image/compose.yaml`
/// gives it.
record PageImage(Container container, Checks checks) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final String HEALTHY = "/opt/assistant/bin/healthy";
  private static final String COUNTS = "/data/guard.jsonl";
  private static final String VOLUME = "image-test-counts-" + System.nanoTime();

  void test() throws Exception {
    try (Page page = new Page()) {
      HttpResponse<String> index = page.get("/");
      checks.check(
          "serves the page",
          index.statusCode() == 200 && index.body().contains(">LLM Assistant</title>"));
      checks.check(
          "with a strict policy",
          index
              .headers()
              .firstValue("content-security-policy")
              .orElse("")
              .contains("default-src 'none'"));
      checks.check(
          "the built-in model answers without any setting",
          page.ask("What is an LLM?").startsWith("A large language model"));
      checks.check(
          "and is called that",
          page.get("/api/health").body().contains("\"provider\":\"built-in\""));
      checks.check("its health check says that it is well", page.run(HEALTHY) != null);
      checks.check("the guard counts in the volume", page.run("cat", COUNTS).contains("\"asks\""));
    }
    try (Page page = new Page()) {
      checks.check(
          "and a new container finds the counts there", page.run("cat", COUNTS).contains("asks"));
    }
    try (Page page = new Page("ACCESS=required")) {
      checks.check("who has no key is not let in", page.ask("Hi").contains("access_required"));
      String told = page.run("invite", "NAME=anna");
      checks.check("a guest is invited inside", told.contains("/#key=ask-"));
      checks.check("and listed", page.run("invites").startsWith("anna ("));
      checks.check(
          "and revoked", page.run("revoke", "NAME=anna").startsWith("anna's key is revoked"));
    }
    container.removeVolume(VOLUME);
    try (StubProcess stub = new StubProcess();
        Page page = new Page("OPENAI_BASE_URL=" + stub.url(), "OPENAI_API_KEY=image-test")) {
      checks.check(
          "a provider answers when one is set", page.ask("stub: text=Hello!").equals("Hello!"));
    }
  }

  /// One container of it, on a free port.
  private final class Page implements AutoCloseable {
    private static final int TRIES = 300;

    private final String name = "image-test-page-" + System.nanoTime();
    private final URI url;

    Page(String... variables) throws IOException, InterruptedException {
      int port;
      try (ServerSocket free = new ServerSocket(0)) {
        port = free.getLocalPort();
      }
      url = URI.create("http://localhost:" + port);
      String[] all = java.util.Arrays.copyOf(variables, variables.length + 1);
      all[variables.length] = "PORT=" + port;
      Container bare =
          container.with(
              "--cap-drop=ALL",
              "--security-opt=no-new-privileges",
              "--pids-limit=512",
              "--volume=" + VOLUME + ":/data");
      new ProcessBuilder(bare.command(name, 512, all))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
      for (int i = 0; i < TRIES; i++) {
        try {
          get("/api/health");
          return;
        } catch (IOException e) {
          Thread.sleep(100);
        }
      }
      close();
      throw new IOException("The page's container did not come up.");
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
      return HTTP.send(HttpRequest.newBuilder(url.resolve(path)).build(), BodyHandlers.ofString());
    }

    String run(String... words) throws IOException, InterruptedException {
      return container.exec(name, words);
    }

    String ask(String question) throws IOException, InterruptedException {
      HttpRequest request =
          HttpRequest.newBuilder(url.resolve("/api/ask"))
              .POST(BodyPublishers.ofString(question))
              .build();
      return HTTP.send(request, BodyHandlers.ofString()).body();
    }

    @Override
    public void close() throws IOException {
      try {
        container.stop(name);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

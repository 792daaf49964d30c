package assistant.function.guard;

import assistant.function.base.Deadline;
import assistant.function.http.Exchange;
import assistant.function.http.Request;
import assistant.function.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One answer as it streams to a visitor, who may stop it or leave.
final class Streaming implements Exchange, Exchange.Body {
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{32})\"");
  private static final Pattern REASON = Pattern.compile("\"finishReason\":\"([a-z_]+)\"");

  private final StringBuffer text = new StringBuffer();
  private final CountDownLatch token = new CountDownLatch(1);
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private volatile boolean left;
  private volatile int status = 200;

  static Streaming begin(GuardedPage page, String question) {
    Streaming streaming = new Streaming();
    Request request =
        new Request(
            "request-1",
            "POST",
            "/api/ask",
            Map.of("accept", "text/event-stream"),
            question.getBytes(StandardCharsets.UTF_8),
            "192.0.2.77");
    Thread.ofPlatform()
        .start(() -> {
          try {
            page.router.handle(request, streaming, Deadline.in(Duration.ofSeconds(30)));
          } catch (IOException e) {
            streaming.left = true;
          } finally {
            streaming.done.complete(null);
          }
        });
    return streaming;
  }

  /// Waits for the first token.
  void token() throws InterruptedException {
    token.await(10, TimeUnit.SECONDS);
  }

  String id() {
    Matcher matcher = ID.matcher(text);
    matcher.find();
    return matcher.group(1);
  }

  void leave() {
    left = true;
  }

  /// Waits for the end, and for what the guard does after it: the finish reason, the status of a
  /// refusal, or `left`.
  String outcome() {
    done.join();
    Matcher matcher = REASON.matcher(text);
    return left ? "left" : matcher.find() ? matcher.group(1) : Integer.toString(status);
  }

  @Override
  public void send(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
  }

  @Override
  public Body begin(Map<String, String> headers) {
    return this;
  }

  @Override
  public boolean begun() {
    return !text.isEmpty();
  }

  @Override
  public void abort(Problem problem) {
    fail(problem);
  }

  @Override
  public void write(byte[] bytes, int length) throws IOException {
    if (left) {
      throw new IOException("The visitor has left.");
    }
    text.append(new String(bytes, 0, length, StandardCharsets.UTF_8));
    if (text.indexOf("event: token") >= 0) {
      token.countDown();
    }
  }

  @Override
  public void end() {}

  @Override
  public void fail(Problem problem) {
    status = problem.status();
  }
}

package assistant.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// API Gateway's REST API with a streaming proxy integration: what it lets in, what it passes on,
/// and how it fails.
///
/// A body is refused before it is held: the function reads one megabyte, and all bodies that are
/// held at once share a bounded number of bytes.
final class Gateway extends Handler.Abstract {
  static final String PATH = "/api/";

  /// What the function reads of a body; it would refuse more with the same code.
  static final int MOST_BYTES = 1 << 20;

  private static final int UNIT = 1 << 10;
  private static final int MOST_UNITS_HELD = 32 << 10;
  private static final Set<String> OWN_HEADERS =
      Set.of("content-length", "transfer-encoding", "connection", "date");

  private final Invoker function;
  private final Proxies proxies;
  private final Problems problems;
  private final Patience patience;
  private final Semaphore held = new Semaphore(MOST_UNITS_HELD, true);

  Gateway(Invoker function, Proxies proxies, Problems problems, Patience patience) {
    this.function = function;
    this.proxies = proxies;
    this.problems = problems;
    this.patience = patience;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback)
      throws IOException, InterruptedException {
    if (!request.getHttpURI().getPath().startsWith(PATH)) {
      return false;
    }
    long length = request.getLength();
    if (length > MOST_BYTES) {
      problems.send(tooLarge(Long.toString(length)), request, response, callback);
      return true;
    }
    int units = (int) (length < 0 ? MOST_BYTES : length) / UNIT + 1;
    if (!held.tryAcquire(units, 5, TimeUnit.SECONDS)) {
      problems.send(GatewayProblem.THROTTLED, request, response, callback);
      return true;
    }
    try {
      admit(request, response, callback);
    } finally {
      held.release(units);
    }
    return true;
  }

  private void admit(Request request, Response response, Callback callback)
      throws IOException, InterruptedException {
    patience.body(request);
    // Not closed, which would end a request that is refused for its length.
    byte[] body = Content.Source.asInputStream(request).readNBytes(MOST_BYTES + 1);
    patience.answer(request);
    if (body.length > MOST_BYTES) {
      problems.send(tooLarge("more than " + MOST_BYTES), request, response, callback);
      return;
    }
    String id = UUID.randomUUID().toString();
    String caller =
        proxies.caller(
            Request.getRemoteAddr(request),
            request.getHeaders().getValuesList(HttpHeader.X_FORWARDED_FOR));
    byte[] event = ProxyEvent.of(request, body, caller, id);
    Invoker.Consumer consumer = answer -> pass(answer, request, response, callback);
    try {
      // What asks the model is a POST.
      if (request.getMethod().equals("POST")) {
        function.invoke(event, consumer);
      } else {
        function.brief(event, consumer);
      }
    } catch (FunctionFailed e) {
      problems.send(
          e.timedOut() ? GatewayProblem.TIMEOUT : GatewayProblem.INTERNAL,
          request,
          response,
          callback);
    }
  }

  private static GatewayProblem tooLarge(String what) {
    return GatewayProblem.TOO_LARGE.with(
        "The body has %s bytes; at most %d are read.".formatted(what, MOST_BYTES));
  }

  /// Passes the body on as it comes. One that breaks off ends the connection without the last
  /// chunk.
  private static void pass(
      FunctionResponse answer, Request request, Response response, Callback callback)
      throws IOException {
    response.setStatus(answer.status());
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      if (!OWN_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        response.getHeaders().put(header.getKey(), header.getValue());
      }
    }
    if (answer.status() == 204 || request.getMethod().equals("HEAD")) {
      callback.succeeded();
      return;
    }
    byte[] piece = new byte[16 << 10];
    InputStream in = answer.body();
    try {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        Content.Sink.write(response, false, ByteBuffer.wrap(piece, 0, read));
      }
    } catch (IOException e) {
      callback.failed(e);
      return;
    }
    if (answer.brokenOff()) {
      callback.failed(new IOException("The function broke its answer off."));
    } else {
      callback.succeeded();
    }
  }
}

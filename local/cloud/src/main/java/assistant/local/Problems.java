package assistant.local;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers with a problem: what the gateway and the page's server refuse, and whatever the HTTP
/// server itself cannot read. No exception's name or text is ever told.
final class Problems implements Request.Handler {
  private static final String STATUS = "org.eclipse.jetty.server.error_status";

  private final SiteHeaders headers;
  private final Hosts hosts;

  /// What no page elsewhere may read.
  Problems(SiteHeaders headers) {
    this(headers, Hosts.local());
  }

  Problems(SiteHeaders headers, Hosts hosts) {
    this.headers = headers;
    this.hosts = hosts;
  }

  /// What the server found wrong by itself, such as a request that is no HTTP.
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = request.getAttribute(STATUS) instanceof Integer told ? told : 500;
    send(problem(status), request, response, callback);
    return true;
  }

  private static GatewayProblem problem(int status) {
    return switch (status) {
      case 404 -> GatewayProblem.NOT_FOUND;
      case 413 -> GatewayProblem.TOO_LARGE;
      case 414, 431 -> GatewayProblem.HEADERS_TOO_LARGE;
      case 505 -> GatewayProblem.UNREADABLE.with("Send it as HTTP/1.1.");
      case 405, 501 -> GatewayProblem.METHOD_NOT_ALLOWED;
      default -> status < 500 ? GatewayProblem.UNREADABLE : GatewayProblem.INTERNAL;
    };
  }

  /// A request whose body was not read to its end leaves the connection unusable, so it is closed.
  void send(GatewayProblem problem, Request request, Response response, Callback callback) {
    byte[] body = problem.json(UUID.randomUUID().toString());
    response.reset();
    response.setStatus(problem.status());
    headers.put(request, response.getHeaders());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    if (problem.retryAfter() > 0) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, problem.retryAfter());
    }
    if (problem == GatewayProblem.METHOD_NOT_ALLOWED) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
    }
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    if (origin != null && hosts.reads(origin)) {
      response.getHeaders().put("Access-Control-Allow-Origin", origin);
      response.getHeaders().put("Access-Control-Expose-Headers", "Retry-After");
      response.getHeaders().put(HttpHeader.VARY, "Origin");
    }
    Callback told = callback;
    if (request.getLength() != 0) {
      response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
      told = new Unread(request, callback);
    }
    Content.Sink sink = response;
    sink.write(true, ByteBuffer.wrap(body), told);
  }
}

package assistant.function.api;

import assistant.function.api.ask.Ask;
import assistant.function.base.Deadline;
import assistant.function.http.Exchange;
import assistant.function.http.MediaType;
import assistant.function.http.Request;
import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import assistant.function.problem.Refusal;
import assistant.function.telemetry.Log;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Sends each request to its route, and answers everything that goes wrong on the way: the one
/// place that catches.
public record Router(Ask ask, Health health, Log log) {
  private static final Pattern ANSWER = Pattern.compile("/api/answers/([0-9a-f]{32})");

  public void handle(Request request, Exchange exchange, Deadline deadline) throws IOException {
    Log.Line line = log.line(request);
    try {
      route(request, exchange, deadline, line);
    } catch (Refusal refusal) {
      refuse(request, exchange, refusal.problem(), line);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      refuse(request, exchange, internal(request), line.note("interrupted"));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      refuse(request, exchange, internal(request), line.note(Log.place(e)));
    } finally {
      line.print();
    }
  }

  private void route(Request request, Exchange exchange, Deadline deadline, Log.Line line)
      throws IOException, InterruptedException {
    switch (request.path()) {
      case "/api/ask" -> {
        allow(request, "POST");
        ask.handle(request, exchange, deadline, line.route("POST /api/ask"));
      }
      case "/api/health" -> {
        allow(request, "GET");
        line.route("GET /api/health").outcome("ok", 200);
        exchange.send(200, MediaType.JSON.headers(), health.json());
      }
      default -> stop(request, exchange, line);
    }
  }

  private void stop(Request request, Exchange exchange, Log.Line line)
      throws IOException, InterruptedException {
    String path = request.path();
    if (!ANSWER.matcher(path).matches()) {
      throw new Refusal(Code.NOT_FOUND, "Ask at /api/ask.");
    }
    allow(request, "DELETE");
    line.route("DELETE /api/answers/{id}");
    ask.stop(path.substring(path.lastIndexOf('/') + 1));
    line.outcome("ok", 204);
    exchange.send(204, Map.of("cache-control", "no-store"), new byte[0]);
  }

  private static void allow(Request request, String method) {
    if (!request.method().equals(method)) {
      throw new Refusal(
          new Problem(
              Code.METHOD_NOT_ALLOWED, "Use " + method + " here.", Map.of("allow", method)));
    }
  }

  private static void refuse(Request request, Exchange exchange, Problem problem, Log.Line line)
      throws IOException {
    line.outcome(problem.code().wire(), problem.status());
    if (exchange.begun()) {
      exchange.abort(problem);
      return;
    }
    Map<String, String> headers = new HashMap<>(MediaType.PROBLEM.headers());
    headers.putAll(problem.headers());
    exchange.send(problem.status(), headers, problem.json(request.id()));
  }

  private static Problem internal(Request request) {
    return new Problem(
        Code.INTERNAL,
        "This is our fault. Ask again; if it stays, tell the owner the id " + request.id() + ".");
  }
}

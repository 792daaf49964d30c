package assistant.function.api;

import assistant.function.base.Deadline;
import assistant.function.http.Exchange;
import assistant.function.http.Handler;
import assistant.function.http.MediaType;
import assistant.function.http.Request;
import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import assistant.function.problem.Refusal;
import assistant.function.telemetry.Log;
import assistant.function.telemetry.LogLine;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Sends each request to its route, and answers everything that goes wrong on the way: what a
/// request can throw ends here.
///
/// `errors` are the forms in which an API tells a refusal, by the beginning of its paths; the usual
/// one is a problem document.
public record Router(Log log, List<Route> routes, Map<String, ErrorForm> errors, Origins origins)
    implements Handler {
  public Router(Log log, List<Route> routes) {
    this(log, routes, Map.of(), Origins.NONE);
  }

  @Override
  public void handle(Request request, Exchange bare, Deadline deadline) throws IOException {
    LogLine line = log.line(request.id());
    Exchange answered = request.method().equals("HEAD") ? new HeadOnly(bare) : bare;
    Exchange exchange = WithHeaders.of(answered, origins.headers(request));
    try {
      if (origins.isPreflight(request)) {
        line.route("OPTIONS").outcome("ok", 204);
        exchange.send(204, origins.preflight(), new byte[0]);
        return;
      }
      Route route = route(request);
      route.action().handle(request, exchange, deadline, line.route(route.name()));
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

  private Route route(Request request) {
    List<Route> here = routes.stream().filter(route -> route.matches(request.path())).toList();
    if (here.isEmpty()) {
      throw new Refusal(
          Code.NOT_FOUND,
          form(request)
              .map(form -> form.instead(request.path()))
              .orElse("Ask at /api/ask. The base URL of OpenAI's clients is /api/v1 here."));
    }
    for (Route route : here) {
      if (route.takes(request.method())) {
        return route;
      }
    }
    String methods =
        here.stream().flatMap(route -> route.methods().stream()).collect(Collectors.joining(", "));
    throw new Refusal(
        new Problem(
            Code.METHOD_NOT_ALLOWED, "Use " + methods + " here.", Map.of("allow", methods)));
  }

  private void refuse(Request request, Exchange exchange, Problem problem, LogLine line)
      throws IOException {
    line.outcome(problem.code().wire(), problem.status());
    if (exchange.begun()) {
      exchange.abort(problem);
      return;
    }
    Optional<ErrorForm> form = form(request);
    if (form.isPresent()) {
      form.get().send(problem, request, exchange);
      return;
    }
    Map<String, String> headers = new HashMap<>(MediaType.PROBLEM.headers());
    headers.putAll(problem.headers());
    exchange.send(problem.status(), headers, problem.json(request.id()));
  }

  private Optional<ErrorForm> form(Request request) {
    return errors.entrySet().stream()
        .filter(form -> (request.path() + "/").startsWith(form.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Problem internal(Request request) {
    return new Problem(
        Code.INTERNAL,
        "This is our fault. Ask again; if it stays, tell the owner the id " + request.id() + ".");
  }
}

package assistant.function.api;

import assistant.function.http.Exchange;
import assistant.function.http.Request;
import assistant.function.problem.Problem;
import java.io.IOException;

/// How an API tells that a request was refused, before anything else was sent.
public interface ErrorForm {
  void send(Problem problem, Request request, Exchange exchange) throws IOException;
}

package assistant.function.api;

import assistant.function.http.Exchange;
import assistant.function.problem.Problem;
import java.io.IOException;

/// An exchange around another one, which changes what is sent.
interface AroundExchange extends Exchange {
  Exchange exchange();

  @Override
  default boolean begun() {
    return exchange().begun();
  }

  @Override
  default void abort(Problem problem) throws IOException {
    exchange().abort(problem);
  }
}

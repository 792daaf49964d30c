package assistant.function.api;

import assistant.function.http.Exchange;
import java.io.IOException;
import java.util.Map;

/// An exchange whose answer has no body, as HEAD asks.
record HeadOnly(Exchange exchange) implements AroundExchange {
  @Override
  public void send(int status, Map<String, String> headers, byte[] body) throws IOException {
    exchange.send(status, headers, new byte[0]);
  }

  @Override
  public Body begin(Map<String, String> headers) throws IOException {
    throw new IllegalStateException("Nothing that streams is answered to HEAD.");
  }
}

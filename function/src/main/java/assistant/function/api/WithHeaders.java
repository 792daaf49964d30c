package assistant.function.api;

import assistant.function.http.Exchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// An exchange whose answer has these headers besides, whatever it is.
public record WithHeaders(Exchange exchange, Map<String, String> more) implements AroundExchange {
  /// The same one where there are none.
  static Exchange of(Exchange exchange, Map<String, String> more) {
    return more.isEmpty() ? exchange : new WithHeaders(exchange, more);
  }

  private Map<String, String> all(Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(more);
    all.putAll(headers);
    return all;
  }

  @Override
  public void send(int status, Map<String, String> headers, byte[] body) throws IOException {
    exchange.send(status, all(headers), body);
  }

  @Override
  public Body begin(Map<String, String> headers) throws IOException {
    return exchange.begin(all(headers));
  }
}

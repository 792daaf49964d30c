package assistant.function.lambda;

import assistant.function.http.Exchange;
import assistant.function.problem.Problem;
import java.io.IOException;
import java.util.Map;

/// An exchange whose answer goes to Lambda's Runtime API as it comes.
final class StreamedExchange implements Exchange {
  private static final byte[] SOMETHING = {'\n'};

  private final RuntimeAddress api;
  private final String invocation;
  private Body begun;

  StreamedExchange(RuntimeAddress api, String invocation) {
    this.api = api;
    this.invocation = invocation;
  }

  @Override
  public boolean begun() {
    return begun != null;
  }

  @Override
  public void abort(Problem problem) throws IOException {
    begun.fail(problem);
  }

  /// Lambda takes no streamed response without a body, so an empty one is sent as a line break.
  @Override
  public void send(int status, Map<String, String> headers, byte[] body) throws IOException {
    Body stream = open(status, headers);
    byte[] sent = body.length == 0 ? SOMETHING : body;
    stream.write(sent, sent.length);
    stream.end();
  }

  @Override
  public Body begin(Map<String, String> headers) throws IOException {
    return open(200, headers);
  }

  private Body open(int status, Map<String, String> headers) throws IOException {
    begun = new RuntimeSocket(api, invocation, status, headers);
    return begun;
  }
}

package assistant.function.lambda;

import assistant.function.base.Json;
import assistant.function.http.Exchange;
import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import assistant.function.problem.Refusal;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/// An exchange that keeps the answer until it is whole, as a buffered integration wants it.
///
/// Nothing is sent before the end, so an answer that fails half-way still becomes a problem with a
/// status of its own.
public final class BufferedExchange implements Exchange {
  /// What is kept. Lambda takes at most 6,291,556 bytes of JSON; escaping makes text longer.
  static final int MOST = 6_000_000;

  private int status;
  private Map<String, String> headers = Map.of();
  private byte[] body = {};

  public int status() {
    return status;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public byte[] body() {
    return body;
  }

  @Override
  public boolean begun() {
    return false;
  }

  @Override
  public void abort(Problem problem) {
    throw new IllegalStateException("Nothing is sent before the end.");
  }

  @Override
  public void send(int status, Map<String, String> headers, byte[] body) {
    if (Json.bytes(json -> json.writeUTF8String(body, 0, body.length)).length > MOST) {
      throw new Refusal(
          Code.MODEL_FAILED,
          "The answer is too long to be sent whole. Ask for a shorter one, or for a stream.");
    }
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  @Override
  public Body begin(Map<String, String> headers) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    return new Body() {
      @Override
      public void write(byte[] bytes, int length) {
        if (kept.size() + length <= MOST + 1) {
          kept.write(bytes, 0, length);
        }
      }

      @Override
      public void end() {
        send(200, headers, kept.toByteArray());
      }

      @Override
      public void fail(Problem problem) {
        throw new Refusal(problem);
      }
    };
  }
}

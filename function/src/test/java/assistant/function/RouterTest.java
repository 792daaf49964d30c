package assistant.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import assistant.function.base.Deadline;
import assistant.function.http.Exchange;
import assistant.function.http.Request;
import assistant.function.problem.Problem;
import assistant.stubs.StubModel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterTest {
  /// Breaks at the second write, as only a fault of ours could.
  private static final class Breaking implements Exchange, Exchange.Body {
    private final List<String> seen = new ArrayList<>();

    @Override
    public void send(int status, Map<String, String> headers, byte[] body) {
      seen.add("send " + status);
    }

    @Override
    public Body begin(Map<String, String> headers) {
      seen.add("begin");
      return this;
    }

    @Override
    public boolean begun() {
      return seen.contains("begin");
    }

    @Override
    public void abort(Problem problem) {
      seen.add("abort " + problem.code().wire());
    }

    @Override
    public void write(byte[] bytes, int length) {
      if (seen.contains("write")) {
        throw new IllegalStateException("secret text");
      }
      seen.add("write");
    }

    @Override
    public void end() {
      seen.add("end");
    }

    @Override
    public void fail(Problem problem) {
      seen.add("fail");
    }
  }

  @Test
  void faultOfOursInTheMidstOfAnAnswerBreaksItOff() throws Exception {
    try (StubModel stub = StubModel.start()) {
      RouterDoor door = RouterDoor.open(Map.of("OPENAI_BASE_URL", stub.url().toString()));
      Breaking exchange = new Breaking();
      byte[] question = "stub: tokens=9 every=100".getBytes(StandardCharsets.UTF_8);
      Request request =
          new Request("request-1", "POST", "/api/ask", Map.of(), question, "192.0.2.1");
      door.handler().handle(request, exchange, Deadline.in(Duration.ofSeconds(20)));
      assertEquals(List.of("begin", "write", "abort internal"), exchange.seen);
    }
  }
}

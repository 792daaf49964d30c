package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.Door;
import assistant.function.Malformed;
import assistant.stubs.StubModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MalformedTest {
  @Test
  void noProcessIsLostToMalformedRequests() throws Exception {
    try (StubModel stub = StubModel.start();
        Clouds clouds = new Clouds()) {
      Lambda lambda =
          clouds.lambda(Map.of("OPENAI_BASE_URL", stub.url().toString()), Duration.ofSeconds(30));
      HttpDoor door = clouds.door(lambda);
      door.call(Door.Call.ask("Hello?"));
      List<Long> before = lambda.pids();
      for (Door.Call call : Malformed.requests(2, 1_000).toList()) {
        Door.Heard heard = door.call(call);
        assertTrue(heard.status() >= 400 && heard.status() < 500, call + " → " + heard);
      }
      assertEquals(before, lambda.pids());
      assertEquals(1, stub.asked().size());
    }
  }
}

package assistant.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.stubs.StubModel;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MalformedTest {
  @Test
  void everyMalformedRequestIsA4xxProblem() throws Exception {
    try (StubModel stub = StubModel.start()) {
      RouterDoor door = RouterDoor.open(Map.of("OPENAI_BASE_URL", stub.url().toString()));
      for (Door.Call call : Malformed.requests(1, 10_000).toList()) {
        Door.Heard heard = door.call(call);
        String told = call + " " + new String(call.body()) + " → " + heard;
        assertTrue(heard.status() >= 400 && heard.status() < 500, told);
        assertEquals(
            heard.status(), new ObjectMapper().readTree(heard.body()).path("status").asInt(), told);
      }
      assertEquals(List.of(), stub.asked());
    }
  }
}

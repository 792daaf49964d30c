package assistant.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTest {
  @ParameterizedTest
  @CsvSource({
    "'', TEXT",
    "*/*, TEXT",
    "text/event-stream, EVENTS",
    "'application/json, text/plain', JSON",
    "'text/plain, application/json', TEXT",
    "'text/plain;q=0.5, application/json;q=0.9, text/event-stream;q=0.1', JSON",
    "'application/json;q=0', TEXT",
    "'APPLICATION/JSON ; q=1', JSON",
    "'application/json;q=often', TEXT",
    "'text/html,;;,=,', TEXT",
  })
  void theFormOfTheAnswerIsWhatTheCallerPrefers(String accept, Request.Format format) {
    Request request =
        new Request("1", "POST", "/api/ask/", Map.of("accept", accept), new byte[0], "");
    assertEquals(format, request.format());
    assertEquals("/api/ask", request.path());
  }
}

package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class RequestLineTest {
  private static final LocalTime NOW = LocalTime.of(9, 5, 7);

  @Test
  void anAnswerIsOneLineWithItsTimesAndTokens() {
    assertEquals(
        "  09:05:07  POST /api/ask           200  1.25 s, first token after 0.31 s, 12 tokens in, 85 out, ended: length",
        RequestLine.readable(
            """
            {"level":"INFO","requestId":"r","route":"POST /api/ask","status":200,"outcome":"ok",\
            "durationMs":1250,"firstTokenMs":309,"gen_ai.response.finish_reason":"length",\
            "gen_ai.usage.input_tokens":12,"gen_ai.usage.output_tokens":85}\
            """,
            NOW));
  }

  @Test
  void aRefusalSaysItsCodeAndWhy() {
    assertEquals(
        "  09:05:07  POST /api/ask           503 model_auth_failed  0.02 s (the key was refused)",
        RequestLine.readable(
            """
            {"route":"POST /api/ask","status":503,"outcome":"model_auth_failed",\
            "note":"the key was refused","durationMs":20}\
            """,
            NOW));
  }

  @Test
  void whatIsNoSuchLineStaysAsItIs() {
    for (String line : new String[] {"OPENAI_MODEL must be…", "", "{", "{\"level\":\"WARN\"}"}) {
      assertEquals(line, RequestLine.readable(line, NOW));
    }
  }
}

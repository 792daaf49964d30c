package assistant.function.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FinishTest {
  @ParameterizedTest
  @CsvSource({
    "stop, STOP",
    "STOP, STOP",
    "end_turn, STOP",
    "eos, STOP",
    "EOS_TOKEN, STOP",
    "stop_sequence, STOP",
    "COMPLETE, STOP",
    "FINISH_REASON_STOP, STOP",
    "FinishReason.STOP, STOP",
    "end-turn, STOP",
    "endTurn, STOP",
    "eot_token, STOP",
    "maxTokens, LENGTH",
    "maxOutputTokens, LENGTH",
    "output_limit, LENGTH",
    "limit, LENGTH",
    "length, LENGTH",
    "MAX_TOKENS, LENGTH",
    "model_length, LENGTH",
    "max_output_tokens, LENGTH",
    "model_context_window_exceeded, LENGTH",
    "max_new_tokens, LENGTH",
    "incomplete, LENGTH",
    "ERROR_LIMIT, LENGTH",
    "content_filter, CONTENT_FILTER",
    "SAFETY, CONTENT_FILTER",
    "PROHIBITED_CONTENT, CONTENT_FILTER",
    "RECITATION, CONTENT_FILTER",
    "BLOCKLIST, CONTENT_FILTER",
    "SPII, CONTENT_FILTER",
    "sensitive, CONTENT_FILTER",
    "guardrail_intervened, CONTENT_FILTER",
    "ERROR_TOXIC, CONTENT_FILTER",
    "refusal, CONTENT_FILTER",
    "content_filter: PROHIBITED_CONTENT, CONTENT_FILTER",
    "contentFilter, CONTENT_FILTER",
    "MODEL_ARMOR, CONTENT_FILTER",
    "violation, CONTENT_FILTER",
    "error, ERROR",
    "internal, ERROR",
    "out_of_memory, ERROR",
    "rate_limit_reached, ERROR",
    "server_shutdown, ERROR",
    "deadline_exceeded, ERROR",
    "abort, ERROR",
    "aborted, ERROR",
    "cancelled, ERROR",
    "network_error, ERROR",
    "insufficient_system_resource, ERROR",
    "timeout, ERROR",
    "MALFORMED_RESPONSE_ERROR, ERROR",
    "tool_calls, OTHER",
    "function_call, OTHER",
    "repetition, OTHER",
    "pause_turn, OTHER",
    "unknown, OTHER",
  })
  void everySpellingIsOneOfFive(String word, Finish finish) {
    assertEquals(finish, Finish.of(word));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "NONE", "FINISH_REASON_UNSPECIFIED"})
  void wordThatSaysNothingIsNone(String word) {
    assertNull(Finish.of(word));
  }
}

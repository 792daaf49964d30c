package assistant.llama;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a token was chosen from, in the shape that OpenAI's log-probabilities have: `{"token",
/// "logprob", "bytes", "top_logprobs": [{"token", "logprob"}…]}`, the likeliest first, the bytes as
/// an array. It goes to the handler's `onUnmappedRawEvent` before the token's text, so that whoever
/// listens needs to know nothing of this package.
final class Alternatives {
  private Alternatives() {}

  static Map<String, Object> of(LlamaModel model, Generation.Token token) {
    Map<String, Object> event = new LinkedHashMap<>();
    List<Chance> chances = token.chances();
    Chance chosen =
        chances.stream().filter(chance -> chance.token() == token.id()).findFirst().orElseThrow();
    event.putAll(entry(model, chosen));
    event.put("bytes", model.piece(token.id()));
    event.put("top_logprobs", chances.stream().map(chance -> entry(model, chance)).toList());
    return event;
  }

  private static Map<String, Object> entry(LlamaModel model, Chance chance) {
    byte[] bytes = model.piece(chance.token());
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put(
        "token",
        bytes.length == 0 ? model.text(chance.token()) : new String(bytes, StandardCharsets.UTF_8));
    entry.put("logprob", Math.log(Math.max(chance.probability(), Double.MIN_NORMAL)));
    return entry;
  }
}

package assistant.llama;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How hard a model is to think before it answers, in the words of `OPENAI_REASONING_EFFORT`: what
/// a chat template with a switch for it is told. Without one, the template's own default holds.
record Thinking(Optional<String> effort) {
  Map<String, Object> values() {
    Map<String, Object> values = new HashMap<>();
    effort.ifPresent(word -> {
      boolean thinks = !word.equals("none");
      values.put("enable_thinking", thinks);
      values.put("thinking", thinks);
      values.put(
          "reasoning_effort",
          switch (word) {
            case "none", "minimal", "low" -> "low";
            case "medium" -> "medium";
            default -> "high";
          });
    });
    return values;
  }
}

package assistant.function.provider;

import java.util.Locale;

/// Why a model stopped, of the spellings that providers have for it; a later entry outweighs an
/// earlier one when a stream says two.
enum Finish {
  STOP,
  OTHER,
  LENGTH,
  CONTENT_FILTER,
  /// It did not stop by itself: it broke.
  ERROR;

  /// Null for a word that says nothing: absent, empty, `null`.
  static Finish of(String word) {
    if (word == null || word.isEmpty()) {
      return null;
    }
    if (word.equals("stop")) {
      return STOP;
    }
    String plain = plain(word);
    return switch (plain) {
      case "", "null", "none", "undefined", "unspecified", "in_progress" -> null;
      case "continue", "incomplete_chunk" -> null;
      case "stop", "end_turn", "eos", "eos_token", "stop_sequence", "end", "done" -> STOP;
      case "length", "max_tokens", "model_length", "max_output_tokens", "limit" -> LENGTH;
      case "content_filter", "safety", "sensitive", "refusal" -> CONTENT_FILTER;
      case "tool_calls", "function_call", "tool_use", "pause_turn", "repetition" -> OTHER;
      default -> guess(plain);
    };
  }

  private static String plain(String word) {
    String parted = word.strip().replaceAll("([a-z])([A-Z])", "$1_$2");
    String plain = parted.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    plain = plain.substring(plain.lastIndexOf('.') + 1);
    return plain.startsWith("finish_reason_") ? plain.substring("finish_reason_".length()) : plain;
  }

  /// By what is in it; each kind before those that its words could be taken for.
  private static Finish guess(String word) {
    if (holds(word, "rate_limit", "memory")) {
      return ERROR;
    }
    if (holds(word, "error_limit", "context", "length", "max_", "maximum", "token_limit", "trunc")
        || holds(word, "limit_reached", "output_limit", "out_of_tokens")) {
      return LENGTH;
    }
    if (holds(word, "filter", "safety", "block", "moderat", "guardrail", "prohibited", "recitation")
        || holds(word, "spii", "toxic", "flagged", "policy", "risk", "censor", "refus")
        || holds(word, "model_armor", "violat", "harm", "malicious")) {
      return CONTENT_FILTER;
    }
    if (holds(word, "err", "fail", "abort", "cancel", "timeout", "timed_out", "insufficient")
        || holds(word, "network", "disconnect", "interrupt", "overload", "unavail", "exhaust")
        || holds(word, "crash", "exception", "evict", "preempt", "kill", "shed", "lost")
        || holds(word, "internal", "shutdown", "deadline", "broken")) {
      return ERROR;
    }
    if (holds(word, "stop", "eos", "eot", "end_of", "complete", "finish", "success", "normal")
        && !word.startsWith("incomplete")) {
      return STOP;
    }
    return word.startsWith("incomplete") ? LENGTH : OTHER;
  }

  private static boolean holds(String word, String... parts) {
    for (String part : parts) {
      if (word.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /// The heavier of both; either may be null.
  static Finish heavier(Finish one, Finish other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) >= 0 ? one : other;
  }
}

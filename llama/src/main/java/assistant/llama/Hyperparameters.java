package assistant.llama;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The figures of a model that llama.cpp computes with before it checks them: here they are checked
/// first.
final class Hyperparameters {
  private static final long MOST = 100_000_000;

  private Hyperparameters() {}

  static void check(Map<String, Object> metadata, List<GgufTensor> tensors) {
    if (!(metadata.get("general.architecture") instanceof String architecture)) {
      throw new MalformedGguf("does not name its architecture, so it holds no model");
    }
    for (String key : List.of("context_length", "embedding_length", "block_count")) {
      positive(metadata, architecture + "." + key);
    }
    for (String key : List.of("attention.head_count", "attention.head_count_kv")) {
      if (metadata.containsKey(architecture + "." + key)) {
        heads(metadata, architecture + "." + key);
      }
    }
    if (!(metadata.get("tokenizer.ggml.tokens") instanceof Object[] tokens)
        || tokens.length == 0
        || !(tokens[0] instanceof String)) {
      throw new MalformedGguf("has no vocabulary, so it cannot read text");
    }
    vocabulary(tokens, "llama".equals(metadata.get("tokenizer.ggml.model")));
    tokenIds(metadata, tokens.length);
    GgufTensor embedding =
        tensors.stream()
            .filter(tensor -> tensor.name().equals("token_embd.weight"))
            .findFirst()
            .orElseThrow(() -> new MalformedGguf("has no token embedding"));
    if (embedding.shape().length != 2 || embedding.shape()[1] < tokens.length) {
      throw new MalformedGguf("is damaged: its embedding does not fit its vocabulary");
    }
  }

  private static long positive(Map<String, Object> metadata, String key) {
    long value = metadata.get(key) instanceof Number n ? n.longValue() : 0;
    if (value <= 0 || value > MOST) {
      throw new MalformedGguf("is damaged: " + key + " is " + metadata.get(key));
    }
    return value;
  }

  /// One number for all layers, or one for each.
  private static void heads(Map<String, Object> metadata, String key) {
    if (!(metadata.get(key) instanceof Object[])) {
      positive(metadata, key);
    }
  }

  /// Tokens must differ, up to a zero, at which native code ends them; and a vocabulary that spells
  /// unknown characters in bytes needs each byte.
  private static void vocabulary(Object[] tokens, boolean spellsInBytes) {
    Set<String> known = new HashSet<>();
    for (Object token : tokens) {
      String text = ((String) token).split("\0", 2)[0];
      if (!text.isEmpty() && !known.add(text)) {
        throw new MalformedGguf("is damaged: its vocabulary holds a token twice");
      }
    }
    for (int b = 0; spellsInBytes && b < 256; b++) {
      if (!known.contains("<0x%02X>".formatted(b))) {
        throw new MalformedGguf("is damaged: its vocabulary lacks the byte " + b);
      }
    }
  }

  private static void tokenIds(Map<String, Object> metadata, int vocabulary) {
    metadata.forEach((key, value) -> {
      if (key.startsWith("tokenizer.ggml.")
          && key.endsWith("_token_id")
          && value instanceof Number n
          && (n.longValue() < 0 || n.longValue() >= vocabulary)
          && n.longValue() != 0xffff_ffffL) {
        throw new MalformedGguf("is damaged: " + key + " is " + value);
      }
    });
  }
}

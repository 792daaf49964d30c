package assistant.infra;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Writes the start of a GGUF file: its magic, its version, no tensors, and these pairs.
final class GgufBytes {
  private final ByteArrayOutputStream pairs = new ByteArrayOutputStream();
  private int count;

  /// The figures of a Llama, without grouped attention unless `kept` says fewer heads.
  static GgufBytes llama(int layers, int width, int heads, int kept) {
    return new GgufBytes()
        .with("general.architecture", "llama")
        .with("llama.context_length", 8192)
        .with("llama.block_count", layers)
        .with("llama.embedding_length", width)
        .with("llama.attention.head_count", heads)
        .with("llama.attention.head_count_kv", kept);
  }

  GgufBytes with(String key, String text) {
    return with(key, 8, _ -> string(text));
  }

  GgufBytes with(String key, int number) {
    return with(key, 4, _ -> little(4, number));
  }

  GgufBytes with(String key, int... numbers) {
    return list(key, 5, numbers.length, i -> little(4, numbers[i]));
  }

  GgufBytes withTexts(String key, int texts) {
    return list(key, 8, texts, i -> string("t" + i));
  }

  /// A value of any type, of these bytes.
  GgufBytes withRaw(String key, int type, int... raw) {
    return with(
        key,
        type,
        _ -> {
          for (var b : raw) {
            pairs.write(b);
          }
        });
  }

  byte[] bytes() {
    return bytes(3, count);
  }

  byte[] bytes(int version, long claimed) {
    return ByteBuffer.allocate(24 + pairs.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("GGUF".getBytes(StandardCharsets.UTF_8))
        .putInt(version)
        .putLong(0)
        .putLong(claimed)
        .put(pairs.toByteArray())
        .array();
  }

  private GgufBytes list(String key, int type, int length, Consumer<Integer> element) {
    return with(
        key,
        9,
        _ -> {
          little(4, type);
          little(8, length);
          for (var i = 0; i < length; i++) {
            element.accept(i);
          }
        });
  }

  private GgufBytes with(String key, int type, Consumer<Integer> value) {
    count++;
    string(key);
    little(4, type);
    value.accept(type);
    return this;
  }

  private void string(String text) {
    var encoded = text.getBytes(StandardCharsets.UTF_8);
    little(8, encoded.length);
    pairs.writeBytes(encoded);
  }

  private void little(int bytes, long number) {
    for (var i = 0; i < bytes; i++) {
      pairs.write((int) (number >> 8 * i));
    }
  }
}

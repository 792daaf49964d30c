package assistant.llama;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A file of a model with one layer of zeros, whose tokenizer is Qwen 2's: bytes, split by a
/// regular expression.
final class TinyGguf {
  private static final int WIDTH = 64;
  private static final String TEMPLATE =
      "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' + m.content + '<|im_end|>\n' }}{% endfor %}{{ '<|im_start|>assistant\n' }}";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private TinyGguf() {}

  static Path in(Path folder) throws IOException {
    return Files.write(folder.resolve("tiny.gguf"), new TinyGguf().bytes());
  }

  private byte[] bytes() {
    List<String> tokens =
        Stream.concat(
                IntStream.concat(
                        IntStream.rangeClosed('!', 0xFF).filter(TinyGguf::seen),
                        IntStream.range(0x100, 0x100 + 68))
                    .mapToObj(Character::toString),
                Stream.of("aa", "<|im_start|>", "<|im_end|>"))
            .toList();
    List<Integer> types = tokens.stream().map(token -> token.startsWith("<|") ? 3 : 1).toList();
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("general.architecture", "llama");
    metadata.put("llama.context_length", 32_768);
    metadata.put("llama.embedding_length", WIDTH);
    metadata.put("llama.block_count", 1);
    metadata.put("llama.feed_forward_length", WIDTH);
    metadata.put("llama.attention.head_count", 1);
    metadata.put("llama.attention.layer_norm_rms_epsilon", 1e-5f);
    metadata.put("tokenizer.ggml.model", "gpt2");
    metadata.put("tokenizer.ggml.pre", "qwen2");
    metadata.put("tokenizer.ggml.tokens", tokens);
    metadata.put("tokenizer.ggml.token_type", types);
    metadata.put("tokenizer.ggml.merges", List.of("a a"));
    metadata.put("tokenizer.ggml.bos_token_id", tokens.size() - 2);
    metadata.put("tokenizer.ggml.eos_token_id", tokens.size() - 1);
    metadata.put("tokenizer.chat_template", TEMPLATE);
    Map<String, int[]> tensors = new LinkedHashMap<>();
    tensors.put("token_embd.weight", new int[] {WIDTH, tokens.size()});
    tensors.put("output_norm.weight", new int[] {WIDTH});
    for (String norm : List.of("attn_norm", "ffn_norm")) {
      tensors.put("blk.0." + norm + ".weight", new int[] {WIDTH});
    }
    for (String square :
        List.of("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down")) {
      tensors.put("blk.0." + square + ".weight", new int[] {WIDTH, WIDTH});
    }
    out.writeBytes("GGUF".getBytes(StandardCharsets.UTF_8));
    int32(3);
    int64(tensors.size());
    int64(metadata.size());
    metadata.forEach((key, value) -> {
      string(key);
      int32(type(value));
      value(value);
    });
    int data = 0;
    for (Map.Entry<String, int[]> tensor : tensors.entrySet()) {
      string(tensor.getKey());
      int32(tensor.getValue().length);
      IntStream.of(tensor.getValue()).forEach(this::int64);
      int32(0);
      int64(data);
      data += 4 * IntStream.of(tensor.getValue()).reduce(1, Math::multiplyExact);
    }
    out.writeBytes(new byte[-out.size() & 31]);
    out.writeBytes(new byte[data]);
    return out.toByteArray();
  }

  /// Whether a byte is spelled by its own character; the 68 others are by those from 256 on.
  private static boolean seen(int number) {
    return number < 127 || number > 160 && number != 173;
  }

  private static int type(Object value) {
    return switch (value) {
      case Integer _ -> 4;
      case Float _ -> 6;
      case String _ -> 8;
      default -> 9;
    };
  }

  private void value(Object value) {
    switch (value) {
      case Integer number -> int32(number);
      case Float number -> int32(Float.floatToIntBits(number));
      case String text -> string(text);
      case List<?> list -> {
        int32(list.getFirst() instanceof Integer ? 5 : 8);
        int64(list.size());
        list.forEach(this::value);
      }
      default -> throw new IllegalArgumentException(value.toString());
    }
  }

  private void string(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int64(bytes.length);
    out.writeBytes(bytes);
  }

  private void int32(int value) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  private void int64(long value) {
    out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
  }
}

package assistant.llama;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// Files of tiny models in the shapes of today's families, with their kinds of tokenizers, and with
/// weights drawn at random, or such that the model says what a test wants.
final class TinyGguf {
  private static final int WIDTH = 64;
  private static final int LAYERS = 2;
  private static final String CHATML =
      "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' + m.content + '<|im_end|>\n' }}{% endfor %}{{ '<|im_start|>assistant\n' }}";

  private final String architecture;
  private final List<String> tokens = new ArrayList<>();
  private final Map<String, Object> metadata = new LinkedHashMap<>();
  private final Map<String, int[]> shapes = new LinkedHashMap<>();
  private final Map<String, float[]> numbers = new LinkedHashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private TinyGguf(String architecture, String before, String template) {
    this.architecture = architecture;
    metadata.put("general.architecture", architecture);
    metadata.put("tokenizer.chat_template", template);
    metadata.put(architecture + ".context_length", 32_768);
    metadata.put(architecture + ".embedding_length", WIDTH);
    metadata.put(architecture + ".block_count", LAYERS);
    metadata.put(architecture + ".feed_forward_length", WIDTH);
    metadata.put(architecture + ".attention.head_count", 2);
    metadata.put(architecture + ".attention.head_count_kv", 1);
    metadata.put(architecture + ".attention.key_length", WIDTH / 2);
    metadata.put(architecture + ".attention.value_length", WIDTH / 2);
    metadata.put(architecture + ".rope.dimension_count", WIDTH / 2);
    metadata.put(architecture + ".attention.layer_norm_rms_epsilon", 1e-5f);
    if (before.isEmpty()) {
      sentencePieces();
    } else {
      bytePairs(before);
    }
  }

  static TinyGguf llama3() {
    TinyGguf file = new TinyGguf("llama", "llama-bpe", CHATML);
    file.layers(false);
    return file;
  }

  /// Its tokenizer calls itself for each character of a run.
  static TinyGguf qwen2() {
    TinyGguf file = new TinyGguf("llama", "qwen2", CHATML);
    file.layers(false);
    return file;
  }

  static TinyGguf qwen3() {
    TinyGguf file =
        new TinyGguf(
            "qwen3",
            "qwen2",
            CHATML
                + "{% if enable_thinking is defined and not enable_thinking %}{{ '<think></think>' }}{% endif %}");
    file.layers(true);
    return file;
  }

  static TinyGguf gemma3() {
    TinyGguf file = new TinyGguf("gemma3", "", CHATML);
    file.metadata.put("gemma3.attention.sliding_window", 32);
    file.layers(true);
    for (int i = 0; i < LAYERS; i++) {
      file.ones("blk." + i + ".post_attention_norm.weight", WIDTH);
      file.ones("blk." + i + ".post_ffw_norm.weight", WIDTH);
    }
    return file;
  }

  /// Channels, experts, a sliding window, sinks.
  static TinyGguf gptOss() {
    TinyGguf file =
        new TinyGguf(
            "gpt-oss",
            "gpt-4o",
            "{% for m in messages %}{{ '<|start|>' + m.role + '<|message|>' + m.content + '<|end|>' }}{% endfor %}{{ '<|start|>assistant<|channel|>analysis<|message|>' }}");
    file.metadata.put("gpt-oss.attention.sliding_window", 32);
    file.metadata.put("gpt-oss.expert_count", 4);
    file.metadata.put("gpt-oss.expert_used_count", 2);
    file.metadata.put("gpt-oss.expert_feed_forward_length", WIDTH);
    file.output();
    for (int i = 0; i < LAYERS; i++) {
      String layer = "blk." + i + ".";
      file.attention(layer);
      file.ones(layer + "post_attention_norm.weight", WIDTH);
      file.zeros(layer + "attn_sinks.weight", 2);
      file.zeros(layer + "attn_q.bias", WIDTH);
      file.zeros(layer + "attn_k.bias", WIDTH / 2);
      file.zeros(layer + "attn_v.bias", WIDTH / 2);
      file.zeros(layer + "attn_output.bias", WIDTH);
      file.random(layer + "ffn_gate_inp.weight", WIDTH, 4);
      file.zeros(layer + "ffn_gate_inp.bias", 4);
      for (String kind : List.of("gate", "up", "down")) {
        file.random(layer + "ffn_" + kind + "_exps.weight", WIDTH, WIDTH, 4);
        file.zeros(layer + "ffn_" + kind + "_exps.bias", WIDTH, 4);
      }
    }
    return file;
  }

  TinyGguf with(String key, Object value) {
    metadata.put(key, value);
    return this;
  }

  /// After `before`, which the prompt ends with, the model writes these tokens, each of which may
  /// come once: a token's successor is all that it knows.
  TinyGguf saying(String before, String... said) {
    numbers.keySet().removeIf(name -> name.startsWith("blk.") && name.contains("attn_output"));
    numbers.replaceAll((name, all) ->
        name.matches("blk.*(attn_output|ffn_down|down_exps).*") || name.startsWith("output.")
            ? new float[all.length]
            : all);
    for (int i = 0; i < LAYERS; i++) {
      zeros("blk." + i + ".attn_output.weight", shapes.get("blk." + i + ".attn_output.weight"));
      if (shapes.containsKey("blk." + i + ".attn_output.bias")) {
        zeros("blk." + i + ".attn_output.bias", WIDTH);
      }
    }
    String last = before;
    for (int i = 0; i < said.length; i++) {
      float[] embedding = numbers.get("token_embd.weight");
      for (int j = 0; j < WIDTH; j++) {
        embedding[tokens.indexOf(last) * WIDTH + j] = j == i ? 1 : 0;
      }
      numbers.get("output.weight")[tokens.indexOf(said[i]) * WIDTH + i] = 1;
      last = said[i];
    }
    return this;
  }

  Path in(Path folder) throws IOException {
    return Files.write(Files.createTempFile(folder, "tiny", ".gguf"), bytes());
  }

  private void bytePairs(String before) {
    IntStream.concat(
            IntStream.rangeClosed('!', 0xFF).filter(TinyGguf::seen),
            IntStream.range(0x100, 0x100 + 68))
        .mapToObj(Character::toString)
        .forEach(tokens::add);
    int ordinary = tokens.size();
    tokens.addAll(List.of("aa", "analysis", "final", "assistant", "<think>", "</think>"));
    tokens.addAll(
        List.of(
            "<|im_start|>",
            "<|im_end|>",
            "<|start|>",
            "<|end|>",
            "<|channel|>",
            "<|message|>",
            "<|return|>",
            "<|call|>"));
    List<Integer> types = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      types.add(i > ordinary + 5 ? 3 : i > ordinary + 3 ? 4 : 1);
    }
    boolean channels = architecture.equals("gpt-oss");
    metadata.put("tokenizer.ggml.model", "gpt2");
    metadata.put("tokenizer.ggml.pre", before);
    metadata.put("tokenizer.ggml.tokens", tokens);
    metadata.put("tokenizer.ggml.token_type", types);
    metadata.put("tokenizer.ggml.merges", List.of("a a"));
    metadata.put("tokenizer.ggml.bos_token_id", tokens.indexOf("<|im_start|>"));
    metadata.put(
        "tokenizer.ggml.eos_token_id", tokens.indexOf(channels ? "<|return|>" : "<|im_end|>"));
  }

  private void sentencePieces() {
    List<Integer> types = new ArrayList<>(List.of(2, 3, 3, 3, 3));
    tokens.addAll(List.of("<unk>", "<bos>", "<eos>", "<|im_start|>", "<|im_end|>"));
    for (int i = 0; i < 256; i++) {
      tokens.add("<0x%02X>".formatted(i));
      types.add(6);
    }
    for (String word : List.of("▁", "a", "e", "▁what", "▁is", "▁a", "s", "t")) {
      tokens.add(word);
      types.add(1);
    }
    List<Float> scores = new ArrayList<>();
    tokens.forEach(token -> scores.add(-(float) scores.size()));
    metadata.put("tokenizer.ggml.model", "llama");
    metadata.put("tokenizer.ggml.tokens", tokens);
    metadata.put("tokenizer.ggml.token_type", types);
    metadata.put("tokenizer.ggml.scores", scores);
    metadata.put("tokenizer.ggml.bos_token_id", 1);
    metadata.put("tokenizer.ggml.eos_token_id", 2);
  }

  private void layers(boolean normed) {
    output();
    for (int i = 0; i < LAYERS; i++) {
      String layer = "blk." + i + ".";
      attention(layer);
      ones(layer + "ffn_norm.weight", WIDTH);
      for (String square : List.of("ffn_gate", "ffn_up", "ffn_down")) {
        random(layer + square + ".weight", WIDTH, WIDTH);
      }
      if (normed) {
        ones(layer + "attn_q_norm.weight", WIDTH / 2);
        ones(layer + "attn_k_norm.weight", WIDTH / 2);
      }
    }
  }

  private void output() {
    random("token_embd.weight", WIDTH, tokens.size());
    random("output.weight", WIDTH, tokens.size());
    ones("output_norm.weight", WIDTH);
  }

  private void attention(String layer) {
    ones(layer + "attn_norm.weight", WIDTH);
    random(layer + "attn_q.weight", WIDTH, WIDTH);
    random(layer + "attn_k.weight", WIDTH, WIDTH / 2);
    random(layer + "attn_v.weight", WIDTH, WIDTH / 2);
    random(layer + "attn_output.weight", WIDTH, WIDTH);
  }

  private void random(String name, int... shape) {
    Random random = new Random(name.hashCode());
    float[] all = zeros(name, shape);
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) random.nextGaussian() / 4;
    }
  }

  private void ones(String name, int... shape) {
    java.util.Arrays.fill(zeros(name, shape), 1);
  }

  private float[] zeros(String name, int... shape) {
    shapes.put(name, shape);
    float[] all = new float[IntStream.of(shape).reduce(1, Math::multiplyExact)];
    numbers.put(name, all);
    return all;
  }

  private byte[] bytes() {
    out.writeBytes("GGUF".getBytes(StandardCharsets.UTF_8));
    int32(3);
    int64(shapes.size());
    int64(metadata.size());
    metadata.forEach((key, value) -> {
      string(key);
      int32(type(value));
      value(value);
    });
    int data = 0;
    for (Map.Entry<String, int[]> tensor : shapes.entrySet()) {
      string(tensor.getKey());
      int32(tensor.getValue().length);
      IntStream.of(tensor.getValue()).forEach(this::int64);
      int32(0);
      int64(data);
      data += numbers.get(tensor.getKey()).length * 4 + 31 & ~31;
    }
    out.writeBytes(new byte[-out.size() & 31]);
    for (String name : shapes.keySet()) {
      float[] all = numbers.get(name);
      ByteBuffer bytes =
          ByteBuffer.allocate(all.length * 4 + 31 & ~31).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(all);
      out.writeBytes(bytes.array());
    }
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
      case Boolean _ -> 7;
      case String _ -> 8;
      default -> 9;
    };
  }

  private void value(Object value) {
    switch (value) {
      case Integer number -> int32(number);
      case Float number -> int32(Float.floatToIntBits(number));
      case Boolean flag -> out.write(flag ? 1 : 0);
      case String text -> string(text);
      case List<?> list -> {
        int32(list.getFirst() instanceof Integer ? 5 : type(list.getFirst()));
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

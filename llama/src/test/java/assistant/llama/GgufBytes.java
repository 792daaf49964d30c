package assistant.llama;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The built-in file's bytes, changed for a test without changing their number.
record GgufBytes(byte[] bytes) {
  static GgufBytes builtIn() {
    try (InputStream in = GgufBytes.class.getResourceAsStream("built-in.gguf")) {
      return new GgufBytes(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A model whose answers go on until something else ends them: its end is a token that opens a
  /// prompt and is never written.
  static GgufBytes endless() {
    return builtIn().with("<|end|>", "<|xxx|>").withValue("tokenizer.ggml.eos_token_id", 1);
  }

  GgufBytes with(String old, String replacement) {
    byte[] from = old.getBytes(StandardCharsets.UTF_8);
    byte[] to = replacement.getBytes(StandardCharsets.UTF_8);
    byte[] changed = bytes.clone();
    boolean found = false;
    for (int at = find(from, 0); at >= 0; at = find(from, at + from.length)) {
      System.arraycopy(to, 0, changed, at, to.length);
      found = true;
    }
    if (!found || from.length != to.length) {
      throw new IllegalArgumentException(old);
    }
    return new GgufBytes(changed);
  }

  GgufBytes withInt(int at, int value) {
    byte[] changed = bytes.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    return new GgufBytes(changed);
  }

  /// With another number as the value of this key, which has four bytes.
  GgufBytes withValue(String key, int value) {
    int at = find(key.getBytes(StandardCharsets.UTF_8), 0);
    return withInt(at + key.length() + 4, value);
  }

  /// With another length of the text or the list that is the value of this key.
  GgufBytes withLength(String key, int length) {
    int at = find(key.getBytes(StandardCharsets.UTF_8), 0) + key.length();
    return withInt(bytes[at] == 8 ? at + 4 : at + 8, length);
  }

  /// With yes as the value of this key, which is a boolean.
  GgufBytes withYes(String key) {
    byte[] changed = bytes.clone();
    changed[find(key.getBytes(StandardCharsets.UTF_8), 0) + key.length() + 4] = 1;
    return new GgufBytes(changed);
  }

  GgufBytes withArchitecture(String name) {
    byte[] key = "general.architecture".getBytes(StandardCharsets.UTF_8);
    byte[] changed = bytes.clone();
    byte[] value = name.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(value, 0, changed, find(key, 0) + key.length + 12, value.length);
    return new GgufBytes(changed);
  }

  /// With another chat template, filled up with a comment.
  GgufBytes withTemplate(String template) {
    byte[] key = "tokenizer.chat_template".getBytes(StandardCharsets.UTF_8);
    int at = find(key, 0) + key.length + 4;
    int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    String old = new String(bytes, at + 8, length, StandardCharsets.UTF_8);
    return with(old, template + "{#" + " ".repeat(length - template.length() - 4) + "#}");
  }

  GgufBytes first(int length) {
    return new GgufBytes(Arrays.copyOf(bytes, length));
  }

  /// A model of these bytes, in a file here, with settings of its own.
  LlamaChatModel loaded(Path folder, Map<String, String> settings) throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("LLAMA_MODEL", in(folder).toString());
    return new LlamaChatModel(LlamaSettings.of(all));
  }

  Path in(Path folder) throws IOException {
    return Files.write(Files.createTempFile(folder, "model", ".gguf"), bytes);
  }

  private int find(byte[] wanted, int from) {
    for (int i = from; i <= bytes.length - wanted.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}

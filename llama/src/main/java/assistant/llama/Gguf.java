package assistant.llama;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a GGUF file says about the model in it, read and checked whole: its metadata, and that
/// every tensor that it names lies within the file.
///
/// The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
record Gguf(Path file, Map<String, Object> metadata, Vocabulary vocabulary) {
  private static final int MAGIC = 0x46554747; // "GGUF", little-endian
  private static final Pattern USED =
      Pattern.compile(
          "general\\.(architecture|name|alignment)|llm_assistant\\..*|tokenizer\\.chat_template"
              + "|tokenizer\\.ggml\\.(model|tokens|token_type|add_bos_token|add_eos_token|.*_token_id)"
              + "|.*\\.(context_length|embedding_length|block_count|attention\\.head_count(_kv)?)");
  private static final long DEFAULT_ALIGNMENT = 32;
  private static final long MOST_ENTRIES = 1_000_000;

  /// Throws an [IllegalArgumentException] with one line that says what is wrong with the file.
  static Gguf read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + " is not there, or is not a file");
    }
    try (FileChannel channel = FileChannel.open(file);
        Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      Map<String, Object> metadata = checked(new GgufReader(bytes));
      return new Gguf(file, metadata, Vocabulary.of(metadata));
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(file + " is truncated: download or copy it again", e);
    } catch (MalformedGguf e) {
      throw new IllegalArgumentException(file + " " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file + " cannot be read: " + e.getClass().getSimpleName(), e);
    }
  }

  private static Map<String, Object> checked(GgufReader reader) {
    if (reader.size() < 4 || reader.int32() != MAGIC) {
      throw new MalformedGguf("is not a GGUF file");
    }
    int version = reader.int32();
    if (version != 2 && version != 3) {
      throw new MalformedGguf("has GGUF version " + version + "; 2 and 3 can be read");
    }
    long tensors = entries(reader.int64());
    long pairs = entries(reader.int64());
    Map<String, Object> metadata = metadata(reader, pairs);
    List<GgufTensor> found = new ArrayList<>();
    for (long i = 0; i < tensors; i++) {
      found.add(GgufTensor.read(reader));
    }
    long alignment =
        metadata.get("general.alignment") instanceof Number n ? n.longValue() : DEFAULT_ALIGNMENT;
    if (alignment <= 0 || Long.bitCount(alignment) != 1) {
      throw new MalformedGguf("is damaged: its alignment is " + alignment);
    }
    long data = Math.ceilDiv(reader.position(), alignment) * alignment;
    for (GgufTensor tensor : found) {
      tensor.check(data, alignment, reader.size());
    }
    Hyperparameters.check(metadata, found);
    return metadata;
  }

  /// Only what is used is kept: the rest, such as a tokenizer's merges, can be larger than that.
  private static Map<String, Object> metadata(GgufReader reader, long pairs) {
    Set<String> named = new HashSet<>();
    Map<String, Object> metadata = new HashMap<>();
    for (long i = 0; i < pairs; i++) {
      String key = reader.string();
      if (!named.add(key)) {
        throw new MalformedGguf("is damaged: it names " + key + " twice");
      }
      int type = reader.int32();
      if (USED.matcher(key).matches()) {
        metadata.put(key, reader.value(type));
      } else {
        reader.skip(type);
      }
    }
    return metadata;
  }

  private static long entries(long count) {
    if (count < 0 || count > MOST_ENTRIES) {
      throw new MalformedGguf("is damaged: it claims " + count + " entries");
    }
    return count;
  }

  String architecture() {
    return (String) metadata.get("general.architecture");
  }

  Optional<String> name() {
    return Optional.ofNullable(metadata.get("general.name"))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(name -> !name.isBlank());
  }

  /// The number of tokens that the model was trained to read at once.
  int contextLength() {
    return (int)
        Math.min(
            Integer.MAX_VALUE,
            ((Number) metadata.get(architecture() + ".context_length")).longValue());
  }

  /// Whether the model was trained on questions alone, without system prompt and history: a key of
  /// this project's.
  boolean questionOnly() {
    return Boolean.TRUE.equals(metadata.get("llm_assistant.question_only"));
  }

  /// How many tokens the model writes at first that nobody sees: a key of this project's.
  int silentTokens() {
    return metadata.get("llm_assistant.silent_tokens") instanceof Number n ? n.intValue() : 0;
  }

  /// How many tokens of the context neither the prompt's text nor the answer's shows.
  int unseenTokens() {
    return silentTokens() + vocabulary.around();
  }
}

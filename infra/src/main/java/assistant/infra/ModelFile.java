package assistant.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;

/// What a model file needs of memory, by its size and the figures in its header: `kept` numbers for
/// each token of the context, and `heads` or `vocabulary` numbers for each token of a batch.
record ModelFile(long bytes, long trainedContext, double kept, long heads, long vocabulary) {
  private static final int USUAL_CONTEXT = 4096;
  private static final int MEGABYTE = 1 << 20;
  private static final long MOST = 100_000_000;
  private static final long MOST_LAYERS = 10_000;

  /// llama.cpp keeps the conversation at 16 bits, and computes with batches of 512 tokens at 32.
  private static final int KEPT_BYTES = 2;

  private static final int BATCH_BYTES = 512 * 4;

  /// The Java process, and what llama.cpp needs for the tables and layers of a batch.
  private static final int BESIDES = 512;

  /// Throws an [IllegalArgumentException] whose message ends a sentence that begins with the file.
  static ModelFile read(Path file) throws IOException {
    return of(Files.size(file), GgufHeader.read(file));
  }

  static ModelFile of(long bytes, Map<String, Object> metadata) {
    if (!(metadata.get("general.architecture") instanceof String architecture)) {
      throw new IllegalArgumentException("does not name its architecture, so it holds no model");
    }
    var figures = new Figures(metadata, architecture + ".");
    var none = new long[(int) figures.upTo(MOST_LAYERS, "block_count")];
    var heads = figures.each("attention.head_count", none);
    // Grouped attention keeps fewer heads than it asks with; without it they are the same.
    var kept = figures.each("attention.head_count_kv", heads);
    var most = LongStream.of(heads).max().orElse(0);
    var usual = most == 0 ? 0 : figures.upTo(MOST, "embedding_length") / most;
    var width =
        figures.one("attention.key_length", usual) + figures.one("attention.value_length", usual);
    return new ModelFile(
        bytes,
        figures.upTo(MOST, "context_length"),
        (double) LongStream.of(kept).sum() * width,
        most,
        metadata.get("tokenizer.ggml.tokens") instanceof GgufHeader.Length tokens
            ? tokens.elements()
            : 0);
  }

  /// What the function reads at once when nobody says how much.
  int usualContext() {
    return (int) Math.min(USUAL_CONTEXT, trainedContext);
  }

  long megabytes(int context) {
    var conversation = kept * context * KEPT_BYTES;
    var batch = (double) Math.max(vocabulary, heads * context) * BATCH_BYTES;
    return (long) Math.ceil((bytes + conversation + batch) / MEGABYTE + BESIDES);
  }

  /// The figures of a model, each of which is refused when it cannot be one.
  private record Figures(Map<String, Object> metadata, String prefix) {
    long upTo(long most, String key) {
      return checked(key, metadata.get(prefix + key), most);
    }

    long one(String key, long otherwise) {
      return metadata.containsKey(prefix + key) ? upTo(MOST, key) : otherwise;
    }

    /// One for all layers, or one for each; `otherwise` has one for each.
    long[] each(String key, long[] otherwise) {
      var value = metadata.getOrDefault(prefix + key, otherwise);
      var each = new long[otherwise.length];
      Arrays.setAll(
          each,
          layer ->
              checked(
                  key,
                  value instanceof long[] list && layer < list.length ? list[layer] : value,
                  MOST));
      return each;
    }

    private long checked(String key, Object value, long most) {
      if (value instanceof Long figure && figure >= 0 && figure <= most) {
        return figure;
      }
      throw new IllegalArgumentException(
          "is damaged: %s%s is missing or cannot be".formatted(prefix, key));
    }
  }
}

package assistant.llama;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A model in memory: its weights, its vocabulary, and what its file says of it.
final class LlamaModel implements AutoCloseable {
  private static final int MOST_VALUE_BYTES = 1 << 20;
  private static final int USUAL_PIECE_BYTES = 256;

  final LlamaCpp llama;
  final MemorySegment model;
  final int tokens;
  private final MemorySegment vocabulary;
  private final boolean forgetsParts;
  private final byte[][] pieces;

  private LlamaModel(LlamaCpp llama, MemorySegment model) throws Throwable {
    this.llama = llama;
    this.model = model;
    this.vocabulary = (MemorySegment) llama.vocabulary.invokeExact(model);
    this.tokens = (int) llama.tokenCount.invokeExact(vocabulary);
    this.pieces = new byte[tokens][];
    this.forgetsParts =
        !(boolean) llama.isRecurrent.invokeExact(model)
            && !(boolean) llama.isHybrid.invokeExact(model);
  }

  /// Throws an [IllegalArgumentException] with llama.cpp's own words for what is wrong with the
  /// file. `repack` copies the weights into the shape that this processor reads fastest.
  static LlamaModel load(LlamaCpp llama, Path file, int gpuLayers, boolean repack) {
    return LlamaCpp.call(() -> {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment params =
            (MemorySegment) llama.modelDefaults.invokeExact((SegmentAllocator) arena);
        Layouts.set(params, Layouts.MODEL_PARAMS, "n_gpu_layers", gpuLayers);
        Layouts.set(params, Layouts.MODEL_PARAMS, "check_tensors", true);
        Layouts.set(params, Layouts.MODEL_PARAMS, "use_extra_bufts", repack);
        MemorySegment path = arena.allocateFrom(file.toString());
        return llama.alone(() -> {
          MemorySegment model = (MemorySegment) llama.loadModel.invokeExact(path, params);
          if (model.equals(MemorySegment.NULL)) {
            throw new IllegalArgumentException(Refused.reason(llama.log.taken()));
          }
          return new LlamaModel(llama, model);
        });
      }
    });
  }

  /// The tokens of a text, in which the texts of control tokens stand for these.
  int[] tokenize(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return LlamaCpp.call(() -> {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment input = arena.allocate(Math.max(1, bytes.length));
        MemorySegment.copy(bytes, 0, input, JAVA_BYTE, 0, bytes.length);
        int room = bytes.length + 16;
        MemorySegment output = arena.allocate(JAVA_INT, room);
        int count =
            (int)
                llama.tokenize.invokeExact(
                    vocabulary, input, bytes.length, output, room, false, true);
        if (count < 0) {
          throw new IllegalStateException("llama.cpp makes " + -count + " tokens of a text");
        }
        return withBeginning(output.asSlice(0, 4L * count).toArray(JAVA_INT));
      }
    });
  }

  /// Most templates write the beginning themselves; where one does not, and the file wants it, it
  /// is put there.
  private int[] withBeginning(int[] tokens) throws Throwable {
    int beginning = (int) llama.beginning.invokeExact(vocabulary);
    if (!(boolean) llama.addsBeginning.invokeExact(vocabulary)
        || beginning < 0
        || tokens.length > 0 && tokens[0] == beginning) {
      return tokens;
    }
    int[] more = new int[tokens.length + 1];
    more[0] = beginning;
    System.arraycopy(tokens, 0, more, 1, tokens.length);
    return more;
  }

  /// A token's bytes, which may be a part of a character; those that steer the model have none.
  byte[] piece(int token) {
    if (pieces[token] == null) {
      pieces[token] = piece(token, USUAL_PIECE_BYTES);
    }
    return pieces[token];
  }

  private byte[] piece(int token, int room) {
    return LlamaCpp.call(() -> {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment buffer = arena.allocate(room);
        int length = (int) llama.piece.invokeExact(vocabulary, token, buffer, room, 0, false);
        return length < 0 ? piece(token, -length) : buffer.asSlice(0, length).toArray(JAVA_BYTE);
      }
    });
  }

  /// The text that stands for a token in a prompt, also for one that steers the model.
  String text(int token) {
    return LlamaCpp.call(
        () -> LlamaCpp.text((MemorySegment) llama.tokenText.invokeExact(vocabulary, token)));
  }

  boolean ends(int token) {
    return LlamaCpp.call(() -> (boolean) llama.isEnd.invokeExact(vocabulary, token));
  }

  /// The text of the token that begins, or ends, every text; empty where there is none.
  String beginning() {
    return edge((int) LlamaCpp.<Integer>call(() -> (int) llama.beginning.invokeExact(vocabulary)));
  }

  String end() {
    return edge((int) LlamaCpp.<Integer>call(() -> (int) llama.end.invokeExact(vocabulary)));
  }

  private String edge(int token) {
    return token < 0 ? "" : text(token);
  }

  /// The texts of the tokens that steer the model. Throws an [IllegalArgumentException] when the
  /// vocabulary lacks what every text may need.
  List<String> controlTokens(String template) {
    List<String> all = new ArrayList<>();
    Set<String> bytes = new HashSet<>();
    for (int i = 0; i < tokens; i++) {
      int token = i;
      int attributes =
          LlamaCpp.call(() -> (int) llama.tokenAttributes.invokeExact(vocabulary, token));
      if (Vocabulary.isByte(attributes)) {
        bytes.add(text(token));
      } else if (Vocabulary.mayControl(attributes)) {
        String text = text(token);
        if (Vocabulary.controls(attributes, text, template)) {
          all.add(text);
        }
      }
    }
    if (value("tokenizer.ggml.model").filter("llama"::equals).isPresent()
        && !Vocabulary.spellsEveryByte(bytes)) {
      throw new IllegalArgumentException("its vocabulary does not spell every byte");
    }
    return all;
  }

  /// The chat template that the file brings, if it does.
  Optional<String> template() {
    return Optional.of(
            LlamaCpp.call(() ->
                LlamaCpp.text(
                    (MemorySegment) llama.template.invokeExact(model, MemorySegment.NULL))))
        .filter(text -> !text.isBlank());
  }

  /// A value of the file's metadata, as a text.
  Optional<String> value(String key) {
    return LlamaCpp.call(() -> {
      try (Arena arena = Arena.ofConfined()) {
        int room = 1024;
        MemorySegment buffer = arena.allocate(room);
        MemorySegment name = arena.allocateFrom(key);
        int length = (int) llama.metadata.invokeExact(model, name, buffer, (long) room);
        if (length >= room && length < MOST_VALUE_BYTES) {
          buffer = arena.allocate(length + 1);
          length = (int) llama.metadata.invokeExact(model, name, buffer, length + 1L);
        }
        return length < 0 ? Optional.empty() : Optional.of(buffer.getString(0));
      }
    });
  }

  int number(String key, int otherwise) {
    return value(key)
        .filter(text -> text.matches("\\d{1,9}"))
        .map(Integer::parseInt)
        .orElse(otherwise);
  }

  String architecture() {
    return value("general.architecture").orElse("");
  }

  /// How many tokens the model was trained to read at once.
  int trainedContext() {
    return LlamaCpp.call(() -> (int) llama.trainedContext.invokeExact(model));
  }

  long weightBytes() {
    return LlamaCpp.call(() -> (long) llama.weights.invokeExact(model));
  }

  /// Whether it writes text, rather than turn one into numbers.
  boolean writes() {
    return LlamaCpp.call(() -> (boolean) llama.hasDecoder.invokeExact(model))
        && value(architecture() + ".pooling_type").filter(kind -> !kind.equals("0")).isEmpty()
        && value(architecture() + ".attention.causal").filter("false"::equals).isEmpty();
  }

  /// Whether what it remembers of a text can be cut at any place; of some kinds only the end is
  /// known.
  boolean forgetsParts() {
    return forgetsParts;
  }

  @Override
  public void close() {
    LlamaCpp.call(() -> {
      llama.freeModel.invokeExact(model);
      return null;
    });
  }
}

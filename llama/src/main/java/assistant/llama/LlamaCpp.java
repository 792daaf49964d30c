package assistant.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Semaphore;

/// llama.cpp's functions as method handles: loaded once for as long as the process lives, since its
/// threads may still be in it when a model goes.
@SuppressWarnings("restricted") // foreign functions are what it is for
final class LlamaCpp {
  /// The release whose llama.h [Layouts] and the signatures below are.
  static final String VERSION = "0.4.0";

  private static final Linker LINKER = Linker.nativeLinker();
  private static LlamaCpp only;

  /// Held while a model or a context is made, so that the complaints of that time are about it.
  private static final Semaphore MAKING = new Semaphore(1);

  private static volatile Thread maker;

  private final SymbolLookup symbols;
  final CppLog log = new CppLog();

  final MethodHandle modelDefaults;
  final MethodHandle contextDefaults;
  final MethodHandle loadModel;
  final MethodHandle freeModel;
  final MethodHandle newContext;
  final MethodHandle freeContext;

  final MethodHandle vocabulary;
  final MethodHandle tokenCount;
  final MethodHandle tokenAttributes;
  final MethodHandle tokenText;
  final MethodHandle isEnd;
  final MethodHandle beginning;
  final MethodHandle end;
  final MethodHandle addsBeginning;
  final MethodHandle tokenize;
  final MethodHandle piece;

  final MethodHandle trainedContext;
  final MethodHandle weights;
  final MethodHandle template;
  final MethodHandle metadata;
  final MethodHandle hasDecoder;
  final MethodHandle isRecurrent;
  final MethodHandle isHybrid;

  final MethodHandle decode;
  final MethodHandle setAbort;
  final MethodHandle logits;
  final MethodHandle memory;
  final MethodHandle removeTokens;
  final MethodHandle copyTokens;

  private LlamaCpp(Libraries libraries) {
    symbols = symbols(libraries);
    call(() -> {
      String version = text((MemorySegment) of("llama_version", ADDRESS).invokeExact());
      if (!version.startsWith(VERSION)) {
        throw new IllegalStateException(
            "The libraries in %s are llama.cpp %s, this program fits %s"
                .formatted(libraries.folder(), version, VERSION));
      }
      of("llama_log_set", null, ADDRESS, ADDRESS).invokeExact(log.upcall(), MemorySegment.NULL);
      MemorySegment before =
          (MemorySegment)
              of("ggml_set_abort_callback", ADDRESS, ADDRESS).invokeExact(Aborts.upcall());
      try (Arena arena = Arena.ofConfined()) {
        of("ggml_backend_load_all_from_path", null, ADDRESS)
            .invokeExact(arena.allocateFrom(libraries.folder().toString()));
      }
      if ((long) of("ggml_backend_dev_count", JAVA_LONG).invokeExact() == 0) {
        throw new IllegalStateException("llama.cpp has no library that fits this processor");
      }
      of("llama_backend_init", null).invokeExact();
      return before;
    });
    modelDefaults = of("llama_model_default_params", Layouts.MODEL_PARAMS);
    contextDefaults = of("llama_context_default_params", Layouts.CONTEXT_PARAMS);
    loadModel = of("llama_model_load_from_file", ADDRESS, ADDRESS, Layouts.MODEL_PARAMS);
    freeModel = of("llama_model_free", null, ADDRESS);
    newContext = of("llama_init_from_model", ADDRESS, ADDRESS, Layouts.CONTEXT_PARAMS);
    freeContext = of("llama_free", null, ADDRESS);
    vocabulary = of("llama_model_get_vocab", ADDRESS, ADDRESS);
    tokenCount = of("llama_vocab_n_tokens", JAVA_INT, ADDRESS);
    tokenAttributes = of("llama_vocab_get_attr", JAVA_INT, ADDRESS, JAVA_INT);
    tokenText = of("llama_vocab_get_text", ADDRESS, ADDRESS, JAVA_INT);
    isEnd = of("llama_vocab_is_eog", JAVA_BOOLEAN, ADDRESS, JAVA_INT);
    beginning = of("llama_vocab_bos", JAVA_INT, ADDRESS);
    end = of("llama_vocab_eos", JAVA_INT, ADDRESS);
    addsBeginning = of("llama_vocab_get_add_bos", JAVA_BOOLEAN, ADDRESS);
    tokenize =
        of(
            "llama_tokenize",
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            JAVA_INT,
            JAVA_BOOLEAN,
            JAVA_BOOLEAN);
    piece =
        of(
            "llama_token_to_piece",
            JAVA_INT,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            JAVA_INT,
            JAVA_INT,
            JAVA_BOOLEAN);
    trainedContext = of("llama_model_n_ctx_train", JAVA_INT, ADDRESS);
    weights = of("llama_model_size", JAVA_LONG, ADDRESS);
    template = of("llama_model_chat_template", ADDRESS, ADDRESS, ADDRESS);
    metadata = of("llama_model_meta_val_str", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    hasDecoder = of("llama_model_has_decoder", JAVA_BOOLEAN, ADDRESS);
    isRecurrent = of("llama_model_is_recurrent", JAVA_BOOLEAN, ADDRESS);
    isHybrid = of("llama_model_is_hybrid", JAVA_BOOLEAN, ADDRESS);
    decode = of("llama_decode", JAVA_INT, ADDRESS, Layouts.BATCH);
    setAbort = of("llama_set_abort_callback", null, ADDRESS, ADDRESS, ADDRESS);
    logits = of("llama_get_logits_ith", ADDRESS, ADDRESS, JAVA_INT);
    memory = of("llama_get_memory", ADDRESS, ADDRESS);
    removeTokens = of("llama_memory_seq_rm", JAVA_BOOLEAN, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT);
    copyTokens = of("llama_memory_seq_cp", null, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  }

  /// Throws an [IllegalStateException] that says what is missing.
  static synchronized LlamaCpp in(Libraries libraries) {
    if (only == null) {
      only = new LlamaCpp(libraries);
    }
    return only;
  }

  private static SymbolLookup symbols(Libraries libraries) {
    try {
      SymbolLookup base =
          SymbolLookup.libraryLookup(libraries.library("ggml-base"), Arena.global());
      SymbolLookup ggml = SymbolLookup.libraryLookup(libraries.library("ggml"), Arena.global());
      return SymbolLookup.libraryLookup(libraries.library("llama"), Arena.global())
          .or(ggml)
          .or(base);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "llama.cpp's libraries in %s cannot be loaded; on Linux they need glibc 2.34 and libstdc++ of GCC 11 or newer"
              .formatted(libraries.folder()),
          e);
    }
  }

  private MethodHandle of(String name, MemoryLayout result, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        symbols.find(name).orElseThrow(() -> new IllegalStateException("llama.cpp has no " + name)),
        result == null
            ? FunctionDescriptor.ofVoid(arguments)
            : FunctionDescriptor.of(result, arguments));
  }

  /// A pointer to a method of `target`, for ever; the method must not throw, which would end the
  /// process.
  static MemorySegment upcall(
      MethodHandles.Lookup lookup, Object target, String method, FunctionDescriptor shape) {
    MethodType type = shape.toMethodType();
    try {
      return LINKER.upcallStub(lookup.bind(target, method, type), shape, Arena.global());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Makes one thing at a time; what was complained of meanwhile is in the log.
  <T> T alone(Call<T> making) {
    MAKING.acquireUninterruptibly();
    maker = Thread.currentThread();
    try {
      log.taken();
      return call(making);
    } finally {
      letOthersMake(Thread.currentThread());
    }
  }

  /// llama.cpp gave up on this thread, which never comes back. If that is one of its own, whoever
  /// makes something now waits for it for ever.
  static synchronized void givenUp(Thread thread) {
    letOthersMake(NativeThread.isOne(thread) ? thread : maker);
  }

  private static synchronized void letOthersMake(Thread thread) {
    if (maker != null && maker == thread) {
      maker = null;
      MAKING.release();
    }
  }

  /// A zero-terminated text of llama.cpp's, or nothing where there is none.
  static String text(MemorySegment pointer) {
    return pointer.equals(MemorySegment.NULL)
        ? ""
        : pointer.reinterpret(Long.MAX_VALUE).getString(0);
  }

  /// This many numbers of llama.cpp's.
  static MemorySegment floats(MemorySegment pointer, int count) {
    return pointer.reinterpret(4L * count);
  }

  /// What calls a method handle.
  @FunctionalInterface
  interface Call<T> {
    T run() throws Throwable;
  }

  static <T> T call(Call<T> call) {
    try {
      return call.run();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}

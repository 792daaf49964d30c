package assistant.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// A program that calls llama.cpp's own end of the process, as its code does where something must
/// not be, and asks a model afterwards: in the midst of an answer, of a `load`, or on a `helper`
/// that a load waits for.
@SuppressWarnings("restricted")
final class GiveUp {
  private GiveUp() {}

  public static void main(String[] args) {
    Libraries libraries = Libraries.of(Optional.empty());
    LlamaCpp llama = LlamaCpp.in(libraries);
    MethodHandle abort =
        Linker.nativeLinker()
            .downcallHandle(
                SymbolLookup.libraryLookup(libraries.library("ggml-base"), Arena.global())
                    .findOrThrow("ggml_abort"),
                FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, ADDRESS),
                Linker.Option.firstVariadicArg(3));
    MemorySegment file = Arena.global().allocateFrom("test.c");
    MemorySegment words = Arena.global().allocateFrom("reason");
    LlamaCpp.Call<Void> end =
        () -> {
          abort.invokeExact(file, 1, words);
          return null;
        };
    LlamaCpp.Call<Void> helped =
        () -> {
          Thread helper = new Thread(() -> LlamaCpp.call(end));
          helper.setDaemon(true);
          helper.start();
          helper.join();
          return null;
        };
    try (NativeThread thread = new NativeThread("test")) {
      thread.call(() ->
          switch (args[0]) {
            case "load" -> llama.alone(end);
            case "helper" -> llama.alone(helped);
            default -> LlamaCpp.call(end);
          });
    } catch (NativeAbort e) {
      System.out.println(e.getMessage());
    }
    AskOnce.main(new String[] {"thank you"});
  }
}

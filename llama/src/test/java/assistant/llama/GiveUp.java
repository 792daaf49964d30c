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
/// not be, and asks a model afterwards.
@SuppressWarnings("restricted")
final class GiveUp {
  private GiveUp() {}

  public static void main(String[] args) {
    Libraries libraries = Libraries.of(Optional.empty());
    LlamaCpp.in(libraries);
    MethodHandle abort =
        Linker.nativeLinker()
            .downcallHandle(
                SymbolLookup.libraryLookup(libraries.library("ggml-base"), Arena.global())
                    .findOrThrow("ggml_abort"),
                FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, ADDRESS),
                Linker.Option.firstVariadicArg(3));
    MemorySegment file = Arena.global().allocateFrom("test.c");
    MemorySegment words = Arena.global().allocateFrom(args[0]);
    try (NativeThread thread = new NativeThread("test")) {
      thread.call(() ->
          LlamaCpp.call(() -> {
            abort.invokeExact(file, 1, words);
            return null;
          }));
    } catch (NativeAbort e) {
      System.out.println(e.getMessage());
    }
    AskOnce.main(new String[] {"thank you"});
  }
}

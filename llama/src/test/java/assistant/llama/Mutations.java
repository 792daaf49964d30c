package assistant.llama;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// A program outside the tests, `make llama-mutations`: loads copies of good files with a few bytes
/// changed at random and asks those that load. Each must be refused or answer, or llama.cpp gives
/// up and that is told; the process must live. It keeps no file.
final class Mutations {
  private static final int HEADER = 12_000;

  private Mutations() {}

  public static void main(String[] args) throws IOException {
    int count = Integer.parseInt(args[0]);
    long seed = Long.parseLong(args[1]);
    Path folder = Files.createTempDirectory("mutations");
    byte[][] good = {
      Files.readAllBytes(TinyGguf.llama3().in(folder)),
      Files.readAllBytes(TinyGguf.qwen3().in(folder)),
      Files.readAllBytes(TinyGguf.gemma3().in(folder)),
      Files.readAllBytes(TinyGguf.gptOss().in(folder))
    };
    Random random = new Random(seed);
    Map<String, Integer> outcomes = new TreeMap<>();
    Path file = folder.resolve("mutated.gguf");
    for (int i = 0; i < count; i++) {
      byte[] bytes = good[i % good.length].clone();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        int within = random.nextInt(8) == 0 ? bytes.length : Math.min(HEADER, bytes.length);
        bytes[random.nextInt(within)] = (byte) random.nextInt();
      }
      Files.write(file, bytes);
      outcomes.merge(outcome(file), 1, Integer::sum);
      if (i % 500 == 499) {
        System.out.println(i + 1 + " files: " + outcomes);
      }
    }
    System.out.println(count + " files: " + outcomes);
    System.exit(0);
  }

  private static String outcome(Path file) {
    LlamaSettings settings =
        LlamaSettings.of(
            Map.of(
                "LLAMA_MODEL",
                file.toString(),
                "LLAMA_CONTEXT",
                "128",
                "LLAMA_THREADS",
                "1",
                "LLAMA_PARALLEL",
                "2",
                "LLAMA_REPACK",
                "false"));
    try (LlamaChatModel model = new LlamaChatModel(settings)) {
      Heard.of(model, "what is a token", 4);
      return "answered";
    } catch (NativeAbort e) {
      return "llama.cpp gave up on an answer";
    } catch (IllegalArgumentException e) {
      return "refused";
    } catch (IllegalStateException e) {
      return e.getCause() instanceof NativeAbort ? "llama.cpp gave up on the file" : "refused";
    } catch (RuntimeException e) {
      return "refused: " + e.getClass().getSimpleName();
    }
  }
}

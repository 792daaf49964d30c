package assistant.function.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.chain.Filtered;
import assistant.function.chain.ModelFailure;
import assistant.stubs.DialectFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Streams that nobody would send: scenarios with bytes changed, left out, doubled, swapped, and
/// words from other scenarios put in; what they say then passes the filters of answers.
class MutationTest {
  private static final String SECRET = "VISITORSWORDS";
  private static final List<String> SPICES =
      List.of(
          "data: ",
          "\n\n",
          "\r",
          "{",
          "}",
          "[",
          "]",
          "\"",
          "null",
          "[DONE]",
          "event: error\n",
          "{\"error\":",
          "\"finish_reason\":\"",
          "\"usage\":{\"prompt_tokens\":-1}",
          "\\ud83d",
          "<think>",
          "</think>",
          "<|im_end|>",
          "\\n<|im_start|>user\\n",
          "\\n```\\n",
          "`",
          "<answer>",
          ":\\n\\n",
          "NaN",
          "1e999",
          "\u0000",
          "ï»¿",
          "\"choices\":[",
          SECRET);

  @Test
  void noMutationCrashesHangsOrLeaks() {
    mutate(10_000, 20261130);
  }

  static void mutate(int times, long seed) {
    List<DialectFile> files =
        DialectFile.names().stream()
            .map(DialectFile::of)
            .filter(file -> !file.headers().containsKey("content-encoding"))
            .toList();
    Random random = new Random(seed);
    for (int i = 0; i < times; i++) {
      byte[] body = mutated(files.get(random.nextInt(files.size())).body(), random);
      check(body, "seed " + seed + ", mutation " + i);
    }
  }

  private static void check(byte[] body, String which) {
    Reading reading = Reading.of(new ByteArrayInputStream(body));
    assertNotNull(reading.ending(), which);
    assertEquals(
        reading.ending() == CompletionReader.Ending.WHOLE, reading.finish() != null, which);
    assertTrue(
        reading.said().length() + reading.thought().length() <= 1000 * 16 + body.length, which);
    if (reading.usage() != null) {
      assertTrue(reading.usage().input() >= 0 && reading.usage().output() >= 0, which);
    }
    Filtered.check(reading.said(), new Random(body.length), which);
    Complaint complaint = ComplaintJson.of(new String(body, StandardCharsets.UTF_8));
    ModelFailure failure = Refusals.of(complaint.at(400)).failure(complaint);
    assertFalse(failure.note().contains(SECRET), which);
    Dialect.OPENAI.without(complaint, Set.of());
  }

  private static byte[] mutated(byte[] body, Random random) {
    byte[] bytes = body;
    for (int change = random.nextInt(4); change >= 0 && bytes.length > 2; change--) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      int from = random.nextInt(bytes.length);
      int to = Math.min(bytes.length, from + 1 + random.nextInt(20));
      out.write(bytes, 0, from);
      switch (random.nextInt(6)) {
        case 0 -> out.write(random.nextInt(256));
        case 1 -> out.write(bytes, from, to - from);
        case 2 -> to = bytes.length;
        case 3, 4 ->
            out.writeBytes(
                SPICES.get(random.nextInt(SPICES.size())).getBytes(StandardCharsets.UTF_8));
        default -> {}
      }
      if (random.nextBoolean()) {
        to = Math.min(to, from);
      }
      out.write(bytes, to, bytes.length - to);
      bytes = out.toByteArray();
    }
    return bytes;
  }

  /// As many as are asked for, outside the tests, from a seed that is told.
  public static void main(String[] args) {
    int times = Integer.parseInt(args[0]);
    long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
    System.out.println("Seed " + seed + ".");
    long began = System.nanoTime();
    mutate(times, seed);
    System.out.printf("%,d mutations, %d s%n", times, (System.nanoTime() - began) / 1_000_000_000);
    System.exit(0);
  }
}

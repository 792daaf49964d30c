package assistant.llama;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/// A program, `make bench-llama`: what the model of the environment does in a second of processor
/// time, reading, writing and for eight at once, and how soon a follow-up begins. Meant for one
/// thread (`LLAMA_THREADS=1`), where processor time compares.
final class Figures {
  private static final int ROUNDS = 3;
  private static final int WRITTEN = 24;
  private static final String WORDS = "the quick brown fox jumps over the lazy dog and ";

  private Figures() {}

  /// What one round took, and how many tokens there were.
  private record Round(int tokens, Duration cpu, Duration clock) {
    double perSecond() {
      return tokens * 1e9 / Math.max(1, cpu.toNanos());
    }
  }

  public static void main(String[] args) throws Exception {
    long before = cpu().toMillis();
    LlamaChatModel model = new LlamaChatModel();
    System.out.printf("loaded with %d ms of processor time%n", cpu().toMillis() - before);
    List<Round> reading = new ArrayList<>();
    List<Round> writing = new ArrayList<>();
    List<Round> eight = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      String prompt = i + " " + WORDS.repeat(30);
      Round read = round(() -> tokens(model, ask(prompt, 1)).input());
      Round both = round(() -> tokens(model, ask("again " + prompt, WRITTEN)).output());
      reading.add(read);
      writing.add(new Round(both.tokens() - 1, both.cpu().minus(read.cpu()), both.clock()));
      int number = i;
      eight.add(round(() -> eight(model, number)));
    }
    print("reading", reading);
    print("writing, one", writing);
    print("reading and writing, eight short questions at once", eight);
    followUp(model);
    System.out.println(memory());
    System.exit(0);
  }

  private static void followUp(LlamaChatModel model) throws Exception {
    String story = WORDS.repeat(120);
    List<ChatMessage> messages = new ArrayList<>(List.of(UserMessage.from(story)));
    Round fresh = round(() -> tokens(model, request(messages, 1)).input());
    messages.add(AiMessage.from("yes"));
    messages.add(UserMessage.from("and what then"));
    Round kept = round(() -> tokens(model, request(messages, 1)).input());
    System.out.printf(
        "first token after %d tokens: %d ms, of a follow-up: %d ms (clock)%n",
        fresh.tokens(), fresh.clock().toMillis(), kept.clock().toMillis());
  }

  private static int eight(LlamaChatModel model, int round) throws InterruptedException {
    List<Heard> heard = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Heard one = new Heard();
      heard.add(one);
      ChatRequest request = ask("round " + round + " of " + i, WRITTEN);
      threads.add(Thread.ofPlatform().start(() -> model.chat(request, one)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return heard.stream()
        .mapToInt(one -> one.response.metadata().tokenUsage().outputTokenCount())
        .sum();
  }

  private record Counts(int input, int output) {}

  private static Counts tokens(LlamaChatModel model, ChatRequest request) {
    var usage = Heard.of(model, request).response.metadata().tokenUsage();
    return new Counts(usage.inputTokenCount(), usage.outputTokenCount());
  }

  private static ChatRequest ask(String text, int most) {
    return request(List.of(UserMessage.from(text)), most);
  }

  private static ChatRequest request(List<ChatMessage> messages, int most) {
    return ChatRequest.builder().messages(messages).maxOutputTokens(most).build();
  }

  private static Round round(Callable<Integer> work) throws Exception {
    long clock = System.nanoTime();
    Duration cpu = cpu();
    int tokens = work.call();
    return new Round(tokens, cpu().minus(cpu), Duration.ofNanos(System.nanoTime() - clock));
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static void print(String what, List<Round> rounds) {
    double[] all = rounds.stream().mapToDouble(Round::perSecond).sorted().toArray();
    System.out.printf(
        "%s: %.1f tokens in a second of processor time (%s)%n",
        what, all[all.length / 2], Arrays.toString(all).replaceAll("(\\.\\d)\\d*", "$1"));
  }

  private static String memory() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.isReadable(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.matches("Rss(Anon|File).*"))
            .map(line -> line.replaceAll("\\s+", " "))
            .toList()
            .toString()
        : "";
  }
}

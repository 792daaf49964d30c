package assistant.function;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Asks a chain as the router does, and tells what came.
record Asking(Chain chain, Duration timeout) {
  /// The text, and how it ended.
  record Told(String text, String end) {}

  static Asking of(StubModel stub) {
    Settings settings =
        Settings.of(Map.of("OPENAI_BASE_URL", stub.url().toString(), "OPENAI_API_KEY", "sk-test"));
    Provider provider = Provider.of(settings, Key.fixed(settings.apiKey()));
    return new Asking(
        new Chain(
            new Prompt(settings.systemPrompt()),
            provider.model(),
            new Parser(provider.modelName()),
            new Retry(3, Duration.ofMillis(10), () -> 0.5)),
        Duration.ofSeconds(20));
  }

  Told ask(String question) throws InterruptedException {
    StringBuilder text = new StringBuilder();
    try (Answer answer = chain.ask(new Question(question, List.of()), Deadline.in(timeout))) {
      while (true) {
        switch (answer.next(Duration.ofSeconds(30)).orElseThrow()) {
          case Answer.Token token -> text.append(token.text());
          case Answer.Done done -> {
            Reply reply = done.reply();
            String usage =
                reply
                    .usage()
                    .map(u -> u.inputTokens() + "/" + u.outputTokens())
                    .orElse("uncounted");
            return new Told(
                text.toString(),
                "done " + reply.model() + " " + reply.finishReason() + " " + usage);
          }
          case Answer.Failed failed -> {
            return new Told(
                text.toString(),
                failed.failure().problem().code().wire() + " " + failed.failure().note());
          }
        }
      }
    }
  }
}

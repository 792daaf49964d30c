package assistant.llama;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// A program that answers the same question for ever. In the midst of an answer it says so; then it
/// waits for a signal, or ends by itself. Its last word is whether the answering has ended by then.
final class LeaveAnswering {
  private LeaveAnswering() {}

  public static void main(String[] args) throws InterruptedException {
    LlamaChatModel model = new LlamaChatModel();
    CountDownLatch begun = new CountDownLatch(10);
    Thread answering = Thread.ofPlatform().daemon().start(() -> answer(model, begun));
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(answering)));
    begun.await();
    System.out.println("answering");
    if (args[0].equals("exit")) {
      System.exit(0);
    }
    answering.join();
  }

  private static void answer(LlamaChatModel model, CountDownLatch begun) {
    ChatRequest request =
        ChatRequest.builder().messages(UserMessage.from("What is attention?")).build();
    Heard heard;
    do {
      heard = new Heard((count, handle) -> begun.countDown());
      model.chat(request, heard);
    } while (heard.response != null);
  }

  private static void end(Thread answering) {
    try {
      System.out.println(answering.join(Duration.ofSeconds(5)) ? "ended" : "still answering");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

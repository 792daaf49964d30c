package assistant.function.chain;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The most tokens that an answer can use; `thinks` says that some of the output is never seen.
///
/// Every tokeniser in use falls back to bytes, so a text has at most as many tokens as bytes: less
/// would be a guess that chosen characters break.
public record Estimate(int inputTokens, int outputTokens, boolean thinks) {
  /// What chat templates put around each message, and once around all.
  private static final int PER_MESSAGE = 8;

  private static final int PER_REQUEST = 32;

  public static Estimate of(List<ChatMessage> messages, int mostOutput, boolean thinks) {
    long bytes = PER_REQUEST;
    for (ChatMessage message : messages) {
      bytes += PER_MESSAGE + text(message).getBytes(StandardCharsets.UTF_8).length;
    }
    return new Estimate((int) Math.min(bytes, Integer.MAX_VALUE), mostOutput, thinks);
  }

  public long tokens() {
    return (long) inputTokens + outputTokens;
  }

  /// Not a `switch` over types, whose first use is slow.
  private static String text(ChatMessage message) {
    if (message instanceof SystemMessage system) {
      return system.text();
    }
    if (message instanceof UserMessage user) {
      return user.singleText();
    }
    if (message instanceof AiMessage assistant) {
      return assistant.text();
    }
    throw new IllegalArgumentException(message.type().name());
  }
}

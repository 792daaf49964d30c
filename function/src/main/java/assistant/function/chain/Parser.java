package assistant.function.chain;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.util.Optional;
import java.util.function.Function;

/// The chain's last step: what a model's finished response says about itself; `model` stands in
/// when it names none.
public record Parser(String model) implements Function<ChatResponse, Reply> {
  @Override
  public Reply apply(ChatResponse response) {
    String named = response.metadata().modelName();
    return new Reply(
        named == null || named.isBlank() ? model : named,
        reason(response),
        usage(response.metadata().tokenUsage()));
  }

  private static Reply.FinishReason reason(ChatResponse response) {
    dev.langchain4j.model.output.FinishReason reason = response.metadata().finishReason();
    if (reason == null) {
      return Reply.FinishReason.OTHER;
    }
    return switch (reason) {
      case STOP -> Reply.FinishReason.STOP;
      case LENGTH -> Reply.FinishReason.LENGTH;
      case CONTENT_FILTER -> Reply.FinishReason.CONTENT_FILTER;
      case TOOL_EXECUTION, OTHER -> Reply.FinishReason.OTHER;
    };
  }

  /// Servers that count nothing, or only half, are taken at their word: no usage.
  private static Optional<Reply.Usage> usage(TokenUsage usage) {
    return usage == null || usage.inputTokenCount() == null || usage.outputTokenCount() == null
        ? Optional.empty()
        : Optional.of(new Reply.Usage(usage.inputTokenCount(), usage.outputTokenCount()));
  }
}

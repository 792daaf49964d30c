package assistant.function.chain;

import assistant.function.base.Deadline;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;
import java.util.function.Function;

/// `prompt | model | parser`: the three steps from a question to an answer; each is a value that
/// another can replace.
public record Chain(
    Function<Question, List<ChatMessage>> prompt,
    Model model,
    Function<ChatResponse, Reply> parser,
    Retry retry) {

  public ChatRequest request(Question question) {
    return ChatRequest.builder().messages(prompt.apply(question)).build();
  }

  /// Asks at once; the answer is then read piece by piece and must be closed.
  public Answer ask(ChatRequest request, Deadline deadline) {
    return new Answer(model, parser, retry, request, deadline);
  }

  public Answer ask(Question question, Deadline deadline) {
    return ask(request(question), deadline);
  }
}

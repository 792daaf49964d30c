package assistant.function.chain;

import assistant.function.base.Deadline;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;
import java.util.function.Function;

/// `retrieval | prompt | model | parser`: the steps from a question to an answer; each is a value
/// that another can replace.
public record Chain(
    Function<Question, Grounded> retrieval,
    Function<Grounded, List<ChatMessage>> prompt,
    Model model,
    Function<ChatResponse, Reply> parser,
    Retry retry) {
  public Chain {
    model = Parted.of(model);
  }

  /// `prompt | model | parser`, where there are no documents.
  public Chain(
      Function<Grounded, List<ChatMessage>> prompt,
      Model model,
      Function<ChatResponse, Reply> parser,
      Retry retry) {
    this(Grounded::alone, prompt, model, parser, retry);
  }

  public Prompted prompted(Question question) {
    return prompted(question, Wishes.NONE);
  }

  public Prompted prompted(Question question, Wishes wishes) {
    Grounded grounded = retrieval.apply(question);
    List<ChatMessage> messages = prompt.apply(grounded);
    return new Prompted(
        grounded, wishes.request(question.explained() ? Chances.asked(messages) : messages));
  }

  /// Asks at once; the answer is then read piece by piece and must be closed.
  public Answer ask(Prompted prompted, Deadline deadline, Room room) {
    return new Answer(this, prompted, deadline, room);
  }

  public Answer ask(Question question, Deadline deadline) {
    return ask(prompted(question), deadline, () -> true);
  }
}

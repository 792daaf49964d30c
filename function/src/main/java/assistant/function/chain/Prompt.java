package assistant.function.chain;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The chain's second step: the system's message, if there is one, what was said before, and the
/// question.
public record Prompt(String system) implements Function<Grounded, List<ChatMessage>> {
  @Override
  public List<ChatMessage> apply(Grounded grounded) {
    Question question = grounded.question();
    List<ChatMessage> messages = new ArrayList<>();
    if (!system.isBlank()) {
      messages.add(SystemMessage.from(system));
    }
    for (Turn turn : question.history()) {
      if (!turn.content().isBlank()) {
        messages.add(
            switch (turn.role()) {
              case USER -> UserMessage.from(turn.content());
              case ASSISTANT -> AiMessage.from(turn.content());
            });
      }
    }
    messages.add(UserMessage.from(question.text()));
    return messages;
  }
}

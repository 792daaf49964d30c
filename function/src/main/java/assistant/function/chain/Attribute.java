package assistant.function.chain;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// An attribute of the question's message, by which a model is told what LangChain4j has no name
/// for.
record Attribute(String name) {
  /// The messages, the last of which says it, if it is a question.
  List<ChatMessage> on(List<ChatMessage> messages, int value) {
    if (!(messages.getLast() instanceof UserMessage question)) {
      return messages;
    }
    Map<String, Object> attributes = new HashMap<>(question.attributes());
    attributes.put(name, value);
    List<ChatMessage> told = new ArrayList<>(messages);
    told.set(
        told.size() - 1,
        UserMessage.builder().contents(question.contents()).attributes(attributes).build());
    return told;
  }

  /// What a request says by it.
  OptionalInt of(ChatRequest request) {
    return request.messages().getLast() instanceof UserMessage question
            && question.attributes() != null
            && question.attributes().get(name) instanceof Integer value
        ? OptionalInt.of(value)
        : OptionalInt.empty();
  }
}

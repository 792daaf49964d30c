package assistant.function.chain;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;

/// A model whose thoughts come apart from its words, with what was learned of how it thinks.
record Parted(Model model, Thoughts.Habit habit) implements Model {
  static Model of(Model model) {
    return model instanceof Parted ? model : new Parted(model, new Thoughts.Habit());
  }

  @Override
  public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
    model.chat(request, new ThinkingApart(habit, handler));
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public String kind() {
    return model.kind();
  }

  @Override
  public boolean ready() {
    return model.ready();
  }
}

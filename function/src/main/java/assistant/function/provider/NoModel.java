package assistant.function.provider;

import assistant.function.chain.Model;
import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import assistant.function.problem.Refusal;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Duration;

/// Where no model can be asked: says why.
record NoModel(String kind, String why) implements Model {
  static final String CONNECT =
      "No model is connected yet. Set OPENAI_API_KEY for OpenAI, or OPENAI_BASE_URL for a compatible server.";

  static Refusal refusal(String why) {
    return new Refusal(Problem.passing(Code.NOT_CONFIGURED, why, Duration.ofMinutes(1)));
  }

  @Override
  public String name() {
    return "none";
  }

  @Override
  public boolean ready() {
    return false;
  }

  @Override
  public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
    throw refusal(why);
  }
}

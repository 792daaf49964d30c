package assistant.function.chain;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// How an asker wishes an answer to be written: the most tokens that it may have, the numbers by
/// which its tokens are drawn, under the names of OpenAI's format, and the texts before which it
/// ends. What is not wished for is null, or left out.
public record Wishes(Integer outputTokens, Map<String, Double> numbers, List<String> stop) {
  public static final Wishes NONE = new Wishes(null, Map.of(), List.of());
  public static final int MOST_STOPS = 4;

  /// What can be wished for by a number, and between which bounds.
  public static final Map<String, Bounds> NUMBERS =
      Map.of(
          "temperature", new Bounds(0, 2, false),
          "top_p", new Bounds(0, 1, false),
          "presence_penalty", new Bounds(-2, 2, false),
          "frequency_penalty", new Bounds(-2, 2, false),
          "seed", new Bounds(Integer.MIN_VALUE, Integer.MAX_VALUE, true));

  /// The attribute of a question's message by which a model is told the seed, for which LangChain4j
  /// has no name.
  private static final Attribute SEED = new Attribute("seed");

  /// Of a number, both ends included.
  public record Bounds(double least, double most, boolean whole) {
    public boolean hold(double number) {
      return number >= least && number <= most && (!whole || number == Math.rint(number));
    }
  }

  public Wishes {
    numbers = Map.copyOf(numbers);
    stop = List.copyOf(stop);
    numbers.forEach((name, number) -> {
      if (!NUMBERS.containsKey(name) || !NUMBERS.get(name).hold(number)) {
        throw new IllegalArgumentException(name);
      }
    });
    if (outputTokens != null && outputTokens < 1 || stop.size() > MOST_STOPS || stop.contains("")) {
      throw new IllegalArgumentException("outputTokens or stop");
    }
  }

  /// What the model is sent of them.
  ChatRequest request(List<ChatMessage> messages) {
    Double seed = numbers.get(SEED.name());
    ChatRequest.Builder request =
        ChatRequest.builder()
            .messages(seed == null ? messages : SEED.on(messages, seed.intValue()));
    if (this != NONE) {
      request
          .maxOutputTokens(outputTokens)
          .temperature(numbers.get("temperature"))
          .topP(numbers.get("top_p"))
          .presencePenalty(numbers.get("presence_penalty"))
          .frequencyPenalty(numbers.get("frequency_penalty"))
          .stopSequences(stop);
    }
    return request.build();
  }

  /// The seed that a request asks for.
  public static OptionalInt seed(ChatRequest request) {
    return SEED.of(request);
  }

  /// The most tokens that a request's answer may have, where the owner allows `owners`.
  public static int outputTokens(ChatRequest request, int owners) {
    Integer wished = request.maxOutputTokens();
    return wished == null ? owners : Math.min(wished, owners);
  }
}

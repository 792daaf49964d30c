package assistant.llama;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// A GGUF file that answers in this process: the one that `LLAMA_MODEL` names, else the built-in
/// model. docs/models.md has the further settings. Any number of threads may ask at once.
public final class LlamaChatModel implements StreamingChatModel, AutoCloseable {
  /// The attribute of a question's message that asks for so many alternatives to each token of the
  /// answer; [Alternatives] says how they come.
  static final String ALTERNATIVES = "top_logprobs";

  /// The attribute of a question's message that fixes how its answer's tokens are drawn.
  private static final String SEED = "seed";

  private static final int MOST_ALTERNATIVES = 20;

  /// How often a model that llama.cpp gave up on is loaded anew; each time leaves memory behind.
  private static final int MOST_LOADS = 4;

  private static final int UNLIMITED = Integer.MAX_VALUE;

  private final LlamaSettings settings;
  private final SplittableRandom seeds = new SplittableRandom();
  private final Thread atEnd = ProcessEnd.hook(() -> current().rest());
  private LoadedModel loaded;
  private int loads = 1;

  /// Throws an [IllegalArgumentException] or [IllegalStateException] whose message says what to set
  /// or mend.
  public LlamaChatModel() {
    this(LlamaSettings.of(System.getenv()));
  }

  LlamaChatModel(LlamaSettings settings) {
    this.settings = settings;
    this.loaded = LoadedModel.load(settings);
    Runtime.getRuntime().addShutdownHook(atEnd);
  }

  @Override
  public ChatRequestParameters defaultRequestParameters() {
    return ChatRequestParameters.builder().modelName(current().name()).build();
  }

  /// Returns when the answer is whole, or without a further callback when it was cancelled, the
  /// thread interrupted or the process ends. All callbacks come on the calling thread. Throws an
  /// [dev.langchain4j.exception.InvalidRequestException] beginning with `context_length_exceeded`
  /// when the question alone is too long.
  @Override
  public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
    if (ProcessEnd.begun()) {
      return;
    }
    LoadedModel model = sound();
    int most = Optional.ofNullable(request.maxOutputTokens()).orElse(UNLIMITED);
    List<ChatMessage> messages = request.messages();
    Conversation conversation =
        Conversation.of(
            model.questionOnly() ? List.of(messages.getLast()) : messages, model.controlTokens());
    Prompt prompt = Prompt.fitting(model, conversation, most);
    Generation generation =
        new Generation(
            prompt.tokens(),
            prompt.room() + model.silentTokens(),
            alternatives(messages.getLast()),
            new Sampler(model.sampling().at(request.temperature(), request.topP()), seed(request)));
    new Answering(model, prompt, generation, handler).run().ifPresent(handler::onCompleteResponse);
  }

  private static int alternatives(ChatMessage question) {
    return question instanceof UserMessage message
            && message.attributes() != null
            && message.attributes().get(ALTERNATIVES) instanceof Integer wanted
        ? Math.clamp(wanted, 0, MOST_ALTERNATIVES)
        : 0;
  }

  /// The one that the question asks for, so that the answer can be had again; else another each
  /// time.
  private synchronized long seed(ChatRequest request) {
    return request.messages().getLast() instanceof UserMessage message
            && message.attributes() != null
            && message.attributes().get(SEED) instanceof Integer wanted
        ? wanted
        : seeds.nextLong();
  }

  private synchronized LoadedModel current() {
    return loaded;
  }

  /// The model, loaded anew if llama.cpp gave up on it in an earlier answer.
  private synchronized LoadedModel sound() {
    if (loaded.isBroken()) {
      if (loads == MOST_LOADS) {
        throw new IllegalStateException(
            "llama.cpp gave up on this model " + loads + " times; it is not loaded again");
      }
      loads++;
      loaded.close();
      loaded = LoadedModel.load(settings);
    }
    return loaded;
  }

  /// How many tokens were read since the start, those of kept texts left out; for tests.
  long tokensRead() {
    return current().decoder().tokensRead();
  }

  /// For tests, which load more than one.
  @Override
  public void close() {
    if (!ProcessEnd.begun()) {
      Runtime.getRuntime().removeShutdownHook(atEnd);
    }
    current().close();
  }
}

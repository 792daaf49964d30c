package assistant.llama;

import de.kherud.llama.InferenceParameters;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// A GGUF file that answers in this process, on the calling thread: the one that `LLAMA_MODEL`
/// names, else the built-in model. Further settings: `LLAMA_THREADS`, `LLAMA_CONTEXT`,
/// `LLAMA_TEMPERATURE`, `LLAMA_GPU_LAYERS`.
public final class LlamaChatModel implements StreamingChatModel, AutoCloseable {
  private static final ReentrantLock TURN = new ReentrantLock(true);
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private final LoadedModel loaded;
  private final Thread atEnd = ProcessEnd.hook(this::rest);

  /// Throws an [IllegalArgumentException] or [IllegalStateException] whose message says what to set
  /// or mend.
  public LlamaChatModel() {
    this(LlamaSettings.of(System.getenv()));
  }

  LlamaChatModel(LlamaSettings settings) {
    this.loaded = LoadedModel.load(settings);
    Runtime.getRuntime().addShutdownHook(atEnd);
  }

  @Override
  public ChatRequestParameters defaultRequestParameters() {
    return ChatRequestParameters.builder().modelName(loaded.name()).build();
  }

  /// Returns when the answer is whole, or without a further callback when it was cancelled, the
  /// thread interrupted or the process ends. Throws an
  /// [dev.langchain4j.exception.InvalidRequestException] beginning with `context_length_exceeded`
  /// when the question alone is too long.
  @Override
  public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
    try {
      TURN.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      if (!ProcessEnd.begun()) {
        answer(request, handler);
      }
    } finally {
      TURN.unlock();
    }
  }

  private void answer(ChatRequest request, StreamingChatResponseHandler handler) {
    int most = Optional.ofNullable(request.maxOutputTokens()).orElse(UNLIMITED);
    List<ChatMessage> messages = request.messages();
    Conversation conversation =
        Conversation.of(
            loaded.file().questionOnly() ? List.of(messages.getLast()) : messages,
            loaded.file().vocabulary().controlTokens());
    Prompt prompt = Prompt.fitting(loaded, conversation, most);
    InferenceParameters parameters =
        new InferenceParameters(prompt.text())
            .setNPredict(prompt.room() + loaded.file().silentTokens())
            .setCachePrompt(false)
            .setTemperature(
                Optional.ofNullable(request.temperature())
                    .map(Double::floatValue)
                    .orElse(loaded.temperature()));
    new Decoding(loaded, handler)
        .run(prompt, parameters)
        .map(ending -> ending.response(loaded.name(), prompt.tokens()))
        .ifPresent(handler::onCompleteResponse);
  }

  private void rest() {
    TURN.lock();
    try {
      loaded.rest();
    } finally {
      TURN.unlock();
    }
  }

  /// Ends the native thread that decodes; the library keeps the model's memory until the process
  /// ends. For tests, which load more than one.
  @Override
  public void close() {
    if (!ProcessEnd.begun()) {
      Runtime.getRuntime().removeShutdownHook(atEnd);
    }
    loaded.model().close();
  }
}

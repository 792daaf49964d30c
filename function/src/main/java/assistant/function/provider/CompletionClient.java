package assistant.function.provider;

import dev.langchain4j.model.openai.internal.AsyncResponseHandling;
import dev.langchain4j.model.openai.internal.OpenAiClient;
import dev.langchain4j.model.openai.internal.ParsedAndRawResponse;
import dev.langchain4j.model.openai.internal.StreamingResponseHandling;
import dev.langchain4j.model.openai.internal.SyncOrAsync;
import dev.langchain4j.model.openai.internal.SyncOrAsyncOrStreaming;
import dev.langchain4j.model.openai.internal.chat.ChatCompletionRequest;
import dev.langchain4j.model.openai.internal.chat.ChatCompletionResponse;
import dev.langchain4j.model.openai.internal.completion.CompletionRequest;
import dev.langchain4j.model.openai.internal.completion.CompletionResponse;
import dev.langchain4j.model.openai.internal.embedding.EmbeddingRequest;
import dev.langchain4j.model.openai.internal.embedding.EmbeddingResponse;
import dev.langchain4j.model.openai.internal.image.GenerateImagesRequest;
import dev.langchain4j.model.openai.internal.image.GenerateImagesResponse;
import dev.langchain4j.model.openai.internal.moderation.ModerationRequest;
import dev.langchain4j.model.openai.internal.moderation.ModerationResponse;
import dev.langchain4j.model.openai.internal.spi.OpenAiClientBuilderFactory;
import java.util.function.Consumer;

/// The client under LangChain4j's OpenAI model, which finds it as a service: streamed chat
/// completions and nothing else. Their JSON is written and read by hand ([CompletionJson],
/// [ChunkJson]), because binding it by reflection took half of a cold start.
final class CompletionClient extends OpenAiClient {
  private final StreamingHttpClient http;

  /// LangChain4j's builder hands through nothing of ours but the HTTP client.
  private CompletionClient(Builder builder) {
    this.http = (StreamingHttpClient) builder.httpClientBuilder.build();
  }

  /// What LangChain4j looks for.
  public static final class Factory implements OpenAiClientBuilderFactory {
    @Override
    public Builder get() {
      return new Builder();
    }
  }

  static final class Builder extends OpenAiClient.Builder<CompletionClient, Builder> {
    @Override
    public CompletionClient build() {
      return new CompletionClient(this);
    }
  }

  @Override
  public SyncOrAsyncOrStreaming<ChatCompletionResponse> chatCompletion(
      ChatCompletionRequest request) {
    return new Streamed(http, request);
  }

  @Override
  public SyncOrAsyncOrStreaming<CompletionResponse> completion(CompletionRequest request) {
    throw onlyStreams();
  }

  @Override
  public SyncOrAsync<EmbeddingResponse> embedding(EmbeddingRequest request) {
    throw onlyStreams();
  }

  @Override
  public SyncOrAsync<ModerationResponse> moderation(ModerationRequest request) {
    throw onlyStreams();
  }

  @Override
  public SyncOrAsync<GenerateImagesResponse> imagesGeneration(GenerateImagesRequest request) {
    throw onlyStreams();
  }

  private static UnsupportedOperationException onlyStreams() {
    return new UnsupportedOperationException("The chain only streams chat completions.");
  }

  /// One completion, of LangChain4j's ways to read it only the streamed one.
  private record Streamed(StreamingHttpClient http, ChatCompletionRequest request)
      implements SyncOrAsyncOrStreaming<ChatCompletionResponse> {
    @Override
    public StreamingResponseHandling onRawPartialResponse(
        Consumer<ParsedAndRawResponse<ChatCompletionResponse>> onChunk) {
      return new CompletionStream(http, http.provider(), request, onChunk);
    }

    @Override
    public StreamingResponseHandling onPartialResponse(Consumer<ChatCompletionResponse> onChunk) {
      return onRawPartialResponse(chunk -> onChunk.accept(chunk.parsedResponse()));
    }

    @Override
    public ChatCompletionResponse execute() {
      throw onlyStreams();
    }

    @Override
    public AsyncResponseHandling onResponse(Consumer<ChatCompletionResponse> onResponse) {
      throw onlyStreams();
    }
  }
}

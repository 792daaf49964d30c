package assistant.function.provider;

import assistant.function.chain.ModelFailure;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParsingHandle;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.openai.internal.ErrorHandling;
import dev.langchain4j.model.openai.internal.ParsedAndRawResponse;
import dev.langchain4j.model.openai.internal.ResponseHandle;
import dev.langchain4j.model.openai.internal.StreamingCompletionHandling;
import dev.langchain4j.model.openai.internal.StreamingResponseHandling;
import dev.langchain4j.model.openai.internal.chat.ChatCompletionResponse;
import java.io.IOException;
import java.util.function.Consumer;

/// One chat completion as LangChain4j drives it: told what to do with each chunk, at the end and on
/// an error, then executed, on the calling thread.
final class CompletionStream
    implements StreamingResponseHandling,
        StreamingCompletionHandling,
        ErrorHandling,
        ServerSentEventListener,
        StreamingHandle {
  private final HttpClient http;
  private final HttpRequest request;
  private final Consumer<ParsedAndRawResponse<ChatCompletionResponse>> onChunk;
  private Runnable onComplete;
  private Consumer<Throwable> onError;
  private volatile ServerSentEventParsingHandle events;

  CompletionStream(
      HttpClient http,
      HttpRequest request,
      Consumer<ParsedAndRawResponse<ChatCompletionResponse>> onChunk) {
    this.http = http;
    this.request = request;
    this.onChunk = onChunk;
  }

  @Override
  public StreamingCompletionHandling onComplete(Runnable onComplete) {
    this.onComplete = onComplete;
    return this;
  }

  @Override
  public ErrorHandling onError(Consumer<Throwable> onError) {
    this.onError = onError;
    return this;
  }

  @Override
  public ErrorHandling ignoreErrors() {
    return onError(error -> {});
  }

  @Override
  public ResponseHandle execute() {
    http.execute(request, this);
    return new ResponseHandle();
  }

  @Override
  public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
    events = context.parsingHandle();
    ChatCompletionResponse chunk;
    try {
      chunk = CompletionJson.chunk(event.data());
    } catch (IOException e) {
      throw ModelFailure.of(ModelFailure.Kind.GARBAGE);
    }
    onChunk.accept(
        new ParsedAndRawResponse.Builder<ChatCompletionResponse>()
            .parsedResponse(chunk)
            .streamingHandle(this)
            .build());
  }

  @Override
  public void onError(Throwable error) {
    onError.accept(error);
  }

  @Override
  public void onClose() {
    onComplete.run();
  }

  @Override
  public void cancel() {
    if (events != null) {
      events.cancel();
    }
  }

  @Override
  public boolean isCancelled() {
    return events != null && events.isCancelled();
  }
}

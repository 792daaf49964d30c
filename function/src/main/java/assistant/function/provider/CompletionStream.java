package assistant.function.provider;

import assistant.function.chain.ModelFailure;
import assistant.function.chain.Weighed;
import assistant.function.problem.Code;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.openai.internal.ErrorHandling;
import dev.langchain4j.model.openai.internal.ParsedAndRawResponse;
import dev.langchain4j.model.openai.internal.ResponseHandle;
import dev.langchain4j.model.openai.internal.StreamingCompletionHandling;
import dev.langchain4j.model.openai.internal.StreamingResponseHandling;
import dev.langchain4j.model.openai.internal.chat.ChatCompletionChoice;
import dev.langchain4j.model.openai.internal.chat.ChatCompletionRequest;
import dev.langchain4j.model.openai.internal.chat.ChatCompletionResponse;
import dev.langchain4j.model.openai.internal.chat.Delta;
import dev.langchain4j.model.openai.internal.shared.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// One chat completion as LangChain4j drives it: told what to do with each chunk, at the end and on
/// an error, then executed, on the calling thread. What every server says in its own way reaches
/// LangChain4j in one.
final class CompletionStream
    implements StreamingResponseHandling,
        StreamingCompletionHandling,
        ErrorHandling,
        StreamingHandle,
        CompletionReader.Listener {
  /// One for each field that may have to go.
  private static final int MOST_LESSONS = 10;

  private final StreamingHttpClient http;
  private final Provider provider;
  private final ChatCompletionRequest request;
  private final Consumer<ParsedAndRawResponse<ChatCompletionResponse>> onChunk;
  private Runnable onComplete;
  private Consumer<Throwable> onError;
  private CompletionReader reader;
  private volatile InputStream body;
  private volatile boolean cancelled;

  CompletionStream(
      StreamingHttpClient http,
      Provider provider,
      ChatCompletionRequest request,
      Consumer<ParsedAndRawResponse<ChatCompletionResponse>> onChunk) {
    this.http = http;
    this.provider = provider;
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
    try {
      ask();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      onError.accept(Unreachable.of(e, provider.completions()));
    } catch (RuntimeException e) {
      onError.accept(e);
    }
    return new ResponseHandle();
  }

  /// Asked again, at once, while a refusal teaches how to ask, or fetches another key.
  private void ask() throws IOException, InterruptedException {
    boolean renewed = false;
    Dialect dialect = provider.dialect();
    Set<String> sent = CompletionJson.optional(request);
    for (int lessons = 0; ; ) {
      StreamingHttpClient.Answered answered =
          http.post(provider.completions(), CompletionJson.write(request, dialect));
      Optional<Complaint> told = heard(answered);
      if (told.isEmpty()) {
        return;
      }
      Complaint complaint = told.get();
      Optional<Dialect> unexplained =
          explained() ? dialect.withoutChances(complaint) : Optional.empty();
      if (unexplained.isPresent() && lessons++ < MOST_LESSONS) {
        provider.learn(dialect = unexplained.get());
        continue;
      }
      Refusals.Row row = Refusals.of(complaint);
      if (row.code() == Code.MODEL_AUTH_FAILED && !renewed && http.renewed(answered)) {
        renewed = true;
        continue;
      }
      Optional<Dialect> other = row.lasts() ? Optional.empty() : dialect.without(complaint, sent);
      if (other.isEmpty() || lessons++ == MOST_LESSONS) {
        throw row.failure(complaint);
      }
      if (sent.stream().noneMatch(dialect.lost(other.get())::contains)
          || !new Asking(complaint).aboutValue()) {
        provider.learn(other.get());
      }
      dialect = other.get();
    }
  }

  /// Empty when it was an answer, else what was said instead.
  private Optional<Complaint> heard(StreamingHttpClient.Answered answered) throws IOException {
    try (InputStream in = answered.body()) {
      if (!answered.success()) {
        return Optional.of(answered.complaint(in));
      }
      body = in;
      reader = new CompletionReader(in, limit(), this);
      CompletionReader.Ending ending = reader.read();
      if (cancelled) {
        return Optional.empty();
      }
      return switch (ending) {
        case WHOLE -> Optional.empty();
        case CUT -> throw ModelFailure.cut();
        case FOREIGN -> throw foreign(reader.complaint());
        case COMPLAINED -> complained(reader.complaint());
      };
    }
  }

  private Optional<Complaint> complained(Complaint complaint) {
    if (reader.silent()) {
      return Optional.of(complaint);
    }
    throw Refusals.of(complaint).failure(complaint).billed();
  }

  static ModelFailure foreign(Complaint words) {
    Refusals.Row row = Refusals.of(words);
    return row.says().equals("*")
        ? ModelFailure.of(
            Code.MODEL_MISCONFIGURED,
            "what came is no chat completion: OPENAI_BASE_URL is the URL before /chat/completions, mostly with /v1")
        : row.failure(words);
  }

  private int limit() {
    return request.maxCompletionTokens() == null ? 1 << 24 : request.maxCompletionTokens();
  }

  @Override
  public void heard(String model, String text, String thinking) {
    Delta.Builder delta = new Delta.Builder();
    delta.content(text);
    delta.reasoningContent(thinking);
    chunk(model, ChatCompletionChoice.builder().delta(delta.build()).build(), null);
  }

  @Override
  public boolean explained() {
    return Wished.chances(request) > 0;
  }

  /// An event without a choice goes to whoever wants what LangChain4j does not know.
  @Override
  public void weighed(List<Weighed> tokens) {
    onChunk.accept(
        new ParsedAndRawResponse.Builder<ChatCompletionResponse>()
            .parsedResponse(ChatCompletionResponse.builder().choices(List.of()).build())
            .rawServerSentEvent(new ChancesHeard(tokens))
            .streamingHandle(this)
            .build());
  }

  @Override
  public void end() {
    Tally counted = reader.usage();
    Usage usage = null;
    if (counted != null) {
      Usage.Builder builder = new Usage.Builder();
      builder.promptTokens((int) counted.input()).completionTokens((int) counted.output());
      usage = builder.totalTokens((int) (counted.input() + counted.output())).build();
      if (counted.output() > limit()) {
        provider.tell(
            "The provider wrote more than MAX_OUTPUT_TOKENS: it ignores "
                + provider.dialect().lengthField()
                + ". Set OPENAI_MAX_TOKENS_FIELD to the name that it knows.");
      }
    }
    if (reader.unread()) {
      provider.tell(
          "The provider's stream held events that are not understood; see docs/providers.md.");
    }
    String reason =
        switch (reader.finish()) {
          case STOP -> "stop";
          case LENGTH -> "length";
          case CONTENT_FILTER -> "content_filter";
          case OTHER, ERROR -> "other";
        };
    Delta nothing = new Delta.Builder().build();
    chunk(null, ChatCompletionChoice.builder().delta(nothing).finishReason(reason).build(), usage);
    onComplete.run();
  }

  private void chunk(String model, ChatCompletionChoice choice, Usage usage) {
    ChatCompletionResponse chunk =
        ChatCompletionResponse.builder().model(model).choices(List.of(choice)).usage(usage).build();
    onChunk.accept(
        new ParsedAndRawResponse.Builder<ChatCompletionResponse>()
            .parsedResponse(chunk)
            .streamingHandle(this)
            .build());
  }

  @Override
  public void cancel() {
    cancelled = true;
    InputStream reading = body;
    if (reading != null) {
      try {
        reading.close();
      } catch (IOException e) {
        // It is over either way.
      }
    }
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }
}

package assistant.clients;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseOutputText;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

/// `com.openai:openai-java`, its responses, with as many tries as it makes unasked.
record OpenAiResponsesClient(OpenAIClient openai) implements Client {
  OpenAiResponsesClient(String api, String key) {
    this(OpenAIOkHttpClient.builder().baseUrl(api).apiKey(key).build());
  }

  @Override
  public Said whole(String question) {
    return said(openai.responses().create(params(question)));
  }

  @Override
  public Said stream(String question, Listener listener) {
    ResponseAccumulator all = ResponseAccumulator.create();
    try (StreamResponse<ResponseStreamEvent> events =
        openai.responses().createStreaming(params(question))) {
      events.stream()
          .forEach(event -> {
            all.accumulate(event);
            event.created().ifPresent(created -> listener.id().accept(created.response().id()));
            event.outputTextDelta().ifPresent(text -> listener.piece().accept(text.delta()));
            if (!listener.going().getAsBoolean()) {
              throw new CancellationException();
            }
          });
    }
    return said(all.response());
  }

  private static ResponseCreateParams params(String question) {
    return ResponseCreateParams.builder()
        .model("llm-assistant")
        .instructions("Be brief.")
        .input(question)
        .build();
  }

  private static Said said(Response whole) {
    String text =
        whole.output().stream()
            .flatMap(item -> item.message().stream())
            .flatMap(message -> message.content().stream())
            .flatMap(part -> part.outputText().stream())
            .map(ResponseOutputText::text)
            .collect(Collectors.joining());
    return new Said(text, whole.usage().orElseThrow().totalTokens());
  }
}

package assistant.clients;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import java.util.concurrent.CancellationException;

/// `com.openai:openai-java`, its chat completions, with as many tries as it makes unasked.
record OpenAiChatClient(OpenAIClient openai) implements Client {
  OpenAiChatClient(String api, String key) {
    this(OpenAIOkHttpClient.builder().baseUrl(api).apiKey(key).build());
  }

  @Override
  public Said whole(String question) {
    return said(openai.chat().completions().create(params(question).build()));
  }

  @Override
  public Said stream(String question, Listener listener) {
    ChatCompletionAccumulator all = ChatCompletionAccumulator.create();
    ChatCompletionCreateParams params =
        params(question)
            .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
            .build();
    try (StreamResponse<ChatCompletionChunk> chunks =
        openai.chat().completions().createStreaming(params)) {
      chunks.stream()
          .forEach(chunk -> {
            all.accumulate(chunk);
            listener.id().accept(chunk.id());
            chunk.choices().stream()
                .flatMap(choice -> choice.delta().content().stream())
                .filter(text -> !text.isEmpty())
                .forEach(listener.piece());
            if (!listener.going().getAsBoolean()) {
              throw new CancellationException();
            }
          });
    }
    return said(all.chatCompletion());
  }

  private static ChatCompletionCreateParams.Builder params(String question) {
    return ChatCompletionCreateParams.builder()
        .model("llm-assistant")
        .addSystemMessage("Be brief.")
        .addUserMessage(question);
  }

  private static Said said(ChatCompletion whole) {
    return new Said(
        whole.choices().getFirst().message().content().orElseThrow(),
        whole.usage().orElseThrow().totalTokens());
  }
}

package assistant.clients;

import java.util.function.BiFunction;

/// The clients that are tried.
enum Kind {
  LANGCHAIN4J(LangChain4jClient::new),
  OPENAI_CHAT(OpenAiChatClient::new),
  OPENAI_RESPONSES(OpenAiResponsesClient::new);

  private final BiFunction<String, String, Client> client;

  Kind(BiFunction<String, String, Client> client) {
    this.client = client;
  }

  Client of(RunningAssistant assistant, String key) {
    return client.apply(assistant.api(), key);
  }
}

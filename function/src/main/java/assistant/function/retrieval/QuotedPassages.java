package assistant.function.retrieval;

import assistant.function.chain.Grounded;
import assistant.function.chain.Model;
import assistant.function.chain.Source;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import java.util.List;
import java.util.function.Function;

/// Prompt and model in one, where no model can use passages: the answer is the best passages as
/// they stand, and says that it is a search.
///
/// As prompt it writes them; as model it repeats what it is sent. `named` is the model whose place
/// it takes.
public record QuotedPassages(Documents documents, Model named)
    implements Function<Grounded, List<ChatMessage>>, Model {
  private static final int BEST = 3;

  /// What is said before the passages, and where there are none.
  private record Words(String found, String nothing) {
    static Words of(Language language) {
      return switch (language) {
        case GERMAN ->
            new Words(
                "Das ist eine Suche, keine Antwort: Das eingebaute Modell kann aus Dokumenten nicht"
                    + " antworten. Am besten passen diese Stellen:",
                "Das ist eine Suche, und sie hat nichts gefunden: Kein Wort der Frage steht in den"
                    + " Dokumenten.");
        case SPANISH ->
            new Words(
                "Esto es una búsqueda, no una respuesta: el modelo incorporado no puede responder a"
                    + " partir de documentos. Los pasajes que mejor encajan:",
                "Esto es una búsqueda y no ha encontrado nada: ninguna palabra de la pregunta está"
                    + " en los documentos.");
        case FRENCH ->
            new Words(
                "Ceci est une recherche, pas une réponse : le modèle intégré ne sait pas répondre à"
                    + " partir de documents. Les passages les plus proches :",
                "Ceci est une recherche, et elle n'a rien trouvé : aucun mot de la question n'est"
                    + " dans les documents.");
        case PORTUGUESE ->
            new Words(
                "Isto é uma pesquisa, não uma resposta: o modelo embutido não sabe responder a"
                    + " partir de documentos. Os trechos mais próximos:",
                "Isto é uma pesquisa e nada foi encontrado: nenhuma palavra da pergunta está nos"
                    + " documentos.");
        case ENGLISH, OTHER ->
            new Words(
                "This is a search, not an answer: the built-in model cannot answer from documents."
                    + " The passages that fit best:",
                "This is a search, and it found nothing: no word of the question stands in the"
                    + " documents.");
      };
    }
  }

  @Override
  public List<ChatMessage> apply(Grounded grounded) {
    Words words = Words.of(documents.language());
    if (grounded.sources().isEmpty()) {
      return List.of(UserMessage.from(words.nothing()));
    }
    StringBuilder text = new StringBuilder(words.found());
    for (Source source : grounded.sources()) {
      if (source.number() <= BEST) {
        text.append("\n\n**");
        text.append(plain(source.title().isEmpty() ? source.file() : source.title()));
        text.append("** [^").append(source.number()).append("]\n\n> ");
        text.append(source.text().replace("\n", "\n> "));
      }
    }
    return List.of(UserMessage.from(text.toString()));
  }

  /// A heading that stands in bold type cannot end it.
  private static String plain(String title) {
    return title.replace("*", "").replace('\n', ' ');
  }

  @Override
  public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
    String text = ((UserMessage) request.messages().getFirst()).singleText();
    for (String line : text.split("(?<=\n)")) {
      handler.onPartialResponse(line);
    }
    handler.onCompleteResponse(
        ChatResponse.builder()
            .aiMessage(AiMessage.from(text))
            .finishReason(FinishReason.STOP)
            .build());
  }

  @Override
  public String name() {
    return "search";
  }

  @Override
  public String kind() {
    return named.kind();
  }

  @Override
  public boolean ready() {
    return true;
  }
}

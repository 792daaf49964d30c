package assistant.function.provider;

import assistant.function.chain.Weighed;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import java.util.List;

/// Chances on their way through LangChain4j, which hands on only what looks like an event of the
/// server's.
final class ChancesHeard extends ServerSentEvent implements Weighed.Event {
  private final List<Weighed> tokens;

  ChancesHeard(List<Weighed> tokens) {
    super("chances", "");
    this.tokens = tokens;
  }

  @Override
  public List<Weighed> tokens() {
    return tokens;
  }
}

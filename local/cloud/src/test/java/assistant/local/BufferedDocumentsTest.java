package assistant.local;

import assistant.function.DocumentsContract;
import assistant.function.Door;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/// Answers from documents through the handler under AWS's own runtime client, in its own process.
class BufferedDocumentsTest extends DocumentsContract {
  private final Clouds clouds = new Clouds();

  @Override
  protected Door open(Map<String, String> settings) throws Exception {
    return clouds.buffered(settings);
  }

  @AfterAll
  void close() {
    clouds.close();
  }
}

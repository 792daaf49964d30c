package assistant.local;

import assistant.function.DocumentsContract;
import assistant.function.Door;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/// Answers from documents through the streaming loop, in its own process.
class StreamingDocumentsTest extends DocumentsContract {
  private final Clouds clouds = new Clouds();

  @Override
  protected Door open(Map<String, String> settings) throws Exception {
    return clouds.streaming(settings);
  }

  @AfterAll
  void close() {
    clouds.close();
  }
}

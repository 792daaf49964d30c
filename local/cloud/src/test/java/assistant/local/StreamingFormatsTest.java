package assistant.local;

import assistant.function.Door;
import assistant.function.FormatsContract;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/// OpenAI's formats through the streaming loop in its own process.
class StreamingFormatsTest extends FormatsContract {
  private final Clouds clouds = new Clouds();

  @Override
  protected Door open(Map<String, String> settings) throws Exception {
    return clouds.streaming(settings);
  }

  @Override
  protected boolean streams() {
    return true;
  }

  @AfterAll
  void close() {
    clouds.close();
  }
}

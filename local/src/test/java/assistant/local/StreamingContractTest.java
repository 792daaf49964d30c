package assistant.local;

import assistant.function.Contract;
import assistant.function.Door;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/// The contract through the streaming loop in its own process, over the local cloud.
class StreamingContractTest extends Contract {
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
  void close() throws Exception {
    clouds.close();
  }
}

package assistant.local;

import assistant.function.Door;
import java.util.Map;

/// Through the streaming loop in its own process.
class StreamingContractTest extends ProcessContract {
  StreamingContractTest() {
    super(new Clouds());
  }

  @Override
  protected Door open(Map<String, String> settings) throws Exception {
    return clouds.streaming(settings);
  }

  @Override
  protected boolean streams() {
    return true;
  }
}

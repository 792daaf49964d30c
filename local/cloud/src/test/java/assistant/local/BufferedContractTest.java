package assistant.local;

import assistant.function.Door;
import java.util.Map;

/// Through the handler under AWS's own runtime client, in its own process.
class BufferedContractTest extends ProcessContract {
  BufferedContractTest() {
    super(new Clouds());
  }

  @Override
  protected Door open(Map<String, String> settings) throws Exception {
    return clouds.buffered(settings);
  }

  @Override
  protected boolean streams() {
    return false;
  }
}

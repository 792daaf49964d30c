package assistant.local;

import assistant.function.Contract;
import assistant.function.Door;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/// The contract through the handler under AWS's own runtime client, in its own process.
class BufferedContractTest extends Contract {
  private final Clouds clouds = new Clouds();

  @Override
  protected Door open(Map<String, String> settings) throws Exception {
    return clouds.buffered(settings);
  }

  @Override
  protected boolean streams() {
    return false;
  }

  @AfterAll
  void close() throws Exception {
    clouds.close();
  }
}

package assistant.local;

import assistant.function.WireContract;
import org.junit.jupiter.api.AfterAll;

/// The contract through function processes, over the local cloud.
abstract class ProcessContract extends WireContract {
  protected final Clouds clouds = new Clouds();

  @AfterAll
  void close() {
    clouds.close();
  }
}

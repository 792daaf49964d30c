package assistant.local;

import assistant.function.WireContract;
import org.junit.jupiter.api.AfterAll;

/// The contract through function processes, over the local cloud.
abstract class ProcessContract extends WireContract {
  protected final Clouds clouds;

  ProcessContract(Clouds clouds) {
    this.clouds = clouds;
  }

  @AfterAll
  void close() {
    clouds.close();
  }
}

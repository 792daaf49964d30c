package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import assistant.function.Door;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Through the streaming loop behind an emulator, from which answers come whole.
class EmulatorContractTest extends ProcessContract {
  EmulatorContractTest() {
    super(new Clouds());
  }

  @Override
  protected Door open(Map<String, String> settings) throws Exception {
    return clouds.emulated(settings);
  }

  @Override
  protected boolean streams() {
    return false;
  }

  @Test
  void eventsWaitTheirTurn() throws Exception {
    Callable<Door.Heard> slow = () -> door.call(Door.Call.ask("stub: tokens=3 every=100"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var heard : threads.invokeAll(List.of(slow, slow, slow))) {
        assertEquals("token0 token1 token2 ", heard.get().body());
      }
    }
  }
}

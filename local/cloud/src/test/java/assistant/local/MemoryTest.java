package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryTest {
  @ParameterizedTest
  @CsvSource({
    "max, 10",
    "9223372036854771712, 10",
    "2147483648, 10",
    "536870912, 4",
    "268435456, 2",
    "1, 2"
  })
  void processesFitIntoTheContainersLimit(String limit, int processes) {
    assertEquals(processes, Memory.processes(10, limit));
  }
}

package assistant.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineTest {
  private static final long GB = 1L << 30;
  @TempDir private Path folder;

  private Path memory() throws IOException {
    return Files.writeString(
        folder.resolve("meminfo"), "MemTotal:       8388608 kB\nMemAvailable:   4194304 kB\n");
  }

  @Test
  void theMachinesMemoryIsSeen() throws IOException {
    assertEquals(new Machine(8 * GB, 4 * GB), Machine.seen(memory(), folder));
  }

  @Test
  void aContainersLimitCounts() throws IOException {
    Files.writeString(folder.resolve("memory.max"), (2 * GB) + "\n");
    Files.writeString(folder.resolve("memory.current"), GB + "\n");
    Files.writeString(folder.resolve("memory.stat"), "anon 5\ninactive_file " + GB / 2 + "\n");
    assertEquals(new Machine(2 * GB, 2 * GB - GB / 2), Machine.seen(memory(), folder));
    Files.writeString(folder.resolve("memory.max"), "max\n");
    assertEquals(new Machine(8 * GB, 4 * GB), Machine.seen(memory(), folder));
  }

  @Test
  void whereNothingIsSeenThereIsEnough() {
    assertEquals(Machine.UNKNOWN, Machine.seen(folder.resolve("none"), folder));
  }

  @Test
  void weightsAreCopiedWhereTheyFitTwice() {
    assertTrue(Footprint.fitsTwice(GB, new Machine(8 * GB, 4 * GB)));
    assertFalse(Footprint.fitsTwice(2 * GB, new Machine(8 * GB, 4 * GB)));
  }

  @Test
  void thereIsRoomForAsManyConversationsAsAQuarterOfTheFreeMemoryHolds() {
    assertEquals(2, new Footprint(GB, GB / 2, new Machine(8 * GB, 4 * GB)).conversations());
    assertEquals(4, new Footprint(GB, 1, new Machine(8 * GB, 4 * GB)).conversations());
    assertEquals(1, new Footprint(GB, 2 * GB, new Machine(8 * GB, 4 * GB)).conversations());
  }

  @Test
  void whatDoesNotFitIsToldInMegabytes() {
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Footprint(7 * GB, 2 * GB, new Machine(8 * GB, 4 * GB)).conversations());
    assertTrue(thrown.getMessage().contains("7168 MB, and 2048 MB"), thrown.getMessage());
  }
}

package assistant.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A share of a processor, as Lambda gives a function one by its memory: a control group of the
/// kernel's, in which a command is run.
record Share(int megabytes, Path group) implements AutoCloseable {
  /// At this memory Lambda gives a whole processor.
  private static final double WHOLE_MB = 1769;

  private static final int PERIOD_US = 20_000;
  private static final Path GROUPS = Path.of("/sys/fs/cgroup");

  /// Empty where no such group can be made: that takes root, and the kernel's CPU controller.
  static Optional<Share> of(int megabytes) throws InterruptedException {
    boolean first = Files.exists(GROUPS.resolve("cpu/cpu.cfs_quota_us"));
    Path group = (first ? GROUPS.resolve("cpu") : GROUPS).resolve("assistant-bench-" + megabytes);
    long quota = Math.round(PERIOD_US * megabytes / WHOLE_MB);
    try {
      Files.createDirectories(group);
      if (first) {
        Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_US));
        Files.writeString(group.resolve("cpu.cfs_quota_us"), Long.toString(quota));
      } else {
        Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_US);
      }
      Share share = new Share(megabytes, group);
      if (new ProcessBuilder(share.command(List.of("true"))).start().waitFor() == 0) {
        return Optional.of(share);
      }
    } catch (IOException e) {
      // Said below.
    }
    System.err.println(
        "No control group for a share of a processor: that takes root on Linux, and no real-time priority.");
    return Optional.empty();
  }

  /// The shell puts itself into the group, then becomes the command.
  List<String> command(List<String> command) {
    List<String> inside =
        new ArrayList<>(
            List.of("sh", "-c", "echo $$ > \"$0\"/cgroup.procs && exec \"$@\"", group.toString()));
    inside.addAll(command);
    return inside;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(group);
    } catch (IOException e) {
      // A process in it is still ending; the next run uses it again.
    }
  }
}

package assistant.image;

/// Says of each thing whether it held, and counts.
final class Checks {
  private int passed;
  private int failed;

  void check(String what, boolean held) {
    System.out.println((held ? "ok      " : "FAILED  ") + what);
    if (held) {
      passed++;
    } else {
      failed++;
    }
  }

  /// The exit code.
  int end() {
    System.out.println(passed + " passed, " + failed + " failed");
    return failed == 0 ? 0 : 1;
  }
}

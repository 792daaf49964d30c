package assistant.bench;

import java.util.List;
import java.util.Map;

/// Something whose cold start is measured: a command, its settings, the part of the page that it
/// belongs to, and whether it speaks to a Runtime API or is a plain process that prints its answer.
record Subject(
    Part part, String name, List<String> command, Map<String, String> settings, boolean lambda) {
  /// How it is run.
  enum Part {
    TLS("Over TLS, on whole cores"),
    TLS_1024("Over TLS, with the share of a processor that 1,024 MB get"),
    TLS_2048("Over TLS, with the share that 2,048 MB get"),
    PLAIN("Over plain HTTP, on whole cores");

    private final String title;

    Part(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }
}

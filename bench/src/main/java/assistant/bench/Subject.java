package assistant.bench;

import java.util.List;
import java.util.Map;

/// Something whose cold start is measured: a command, its settings, and whether it speaks to a
/// Runtime API or is a plain process that prints its answer.
record Subject(String name, List<String> command, Map<String, String> settings, boolean lambda) {}

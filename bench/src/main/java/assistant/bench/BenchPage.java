package assistant.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/// The figures of one run as a Markdown page.
record BenchPage(List<Cold.Result> cold, Warm warm) {
  String text() throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("# Benchmarks\n")
        .append(
            "Written by `make bench` in one run on one machine, against a stub model that answers at once.\n\n")
        .append(machine())
        .append("\n## Cold\n")
        .append("From the start of the process to the first token at the caller: median of ")
        .append(Cold.ROUNDS)
        .append(
            " (least–most), all turn about; and the processor time until the answer's end. Over TLS, a server has a certificate signed by an intermediate (both with elliptic keys), that by an RSA root, one more beside all that the JDK trusts. The function, as it runs on Lambda, also fetches its key from a secret and asks the guard's table; the others get the key in a variable and ask the model alone. The naive function and whatever buffers show nothing before the whole answer.\n");
    for (Subject.Part part : Subject.Part.values()) {
      cold(page, part);
    }
    page.append("\n## Warm\n")
        .append(
            "Milliseconds, from the question to the first token and to the end of 20 tokens; 2,000 of each, turn about, after 1,500.\n\n")
        .append("| what | first p50 | first p99 | end p50 | end p99 |\n|---|---|---|---|---|\n")
        .append(row("the stub model, asked directly", warm.function().direct().figures()))
        .append(
            row("through the function, at the Runtime API", warm.function().through().figures()))
        .append(row("added by the function", warm.function().added()))
        .append(
            row(
                "the stub model, asked directly, in turn with the next",
                warm.page().direct().figures()))
        .append(row("through the local cloud and the function", warm.page().through().figures()))
        .append(row("added by both", warm.page().added()));
    warm.before()
        .ifPresent(before ->
            page.append(
                    row(
                        Subjects.BEFORE + ", in turn with the next",
                        before.questions().direct().figures()))
                .append(row("this build", before.questions().through().figures()))
                .append(row("this build, later by", before.questions().added())));
    page.append(
        String.format(
            Locale.ROOT,
            "%nTokens passed through: %s a second.%nMemory of the function's process after 3,500 questions: %d MB resident, %d MB at its peak.%n",
            warm.tokens().words("%,.0f"),
            warm.memory()[0],
            warm.memory()[1]));
    warm.before()
        .ifPresent(before ->
            page.append(
                "Through %s: %s.%n".formatted(Subjects.BEFORE, before.tokens().words("%,.0f"))));
    return page.toString();
  }

  private void cold(StringBuilder page, Subject.Part part) {
    List<Cold.Result> results =
        cold.stream().filter(result -> result.subject().part() == part).toList();
    if (results.isEmpty()) {
      return;
    }
    page.append("\n**")
        .append(part.title())
        .append(
            "**\n\n| what | first token, ms | of this build | processor, ms | of this build | peak memory, MB |\n|---|---|---|---|---|---|\n");
    double first = results.getFirst().first().median();
    double processor = results.getFirst().processor().median();
    for (Cold.Result result : results) {
      page.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.1f× | %.0f | %.1f× | %.0f |%n",
              result.subject().name(),
              result.first().words("%.0f"),
              result.first().median() / first,
              result.processor().median(),
              result.processor().median() / processor,
              result.memory().median()));
    }
  }

  private static String row(String name, double[] figures) {
    return String.format(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.2f | %.2f |%n",
        name,
        figures[0],
        figures[1],
        figures[2],
        figures[3]);
  }

  private static String machine() throws IOException {
    String cpu =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
    return "%s · %s, %d cores · Linux %s · Java %s · load when it ended: %s%n"
        .formatted(
            LocalDate.now(),
            cpu,
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.version"),
            System.getProperty("java.vm.version"),
            Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
  }
}

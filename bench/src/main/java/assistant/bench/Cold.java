package assistant.bench;

import assistant.image.Event;
import assistant.image.FunctionRun;
import assistant.image.Memory;
import assistant.image.Told;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Cold starts, all subjects in turn and that several times, so that what else the machine does
/// meets all of them alike.
final class Cold {
  static final int ROUNDS = 15;
  private static final String QUESTION = "What is an LLM?";

  /// One start: milliseconds from the start of the process to the first token at the caller,
  /// milliseconds of processor time until the answer's end, and the process's peak of resident
  /// memory in MB.
  private record Start(double first, double processor, double memory) {}

  /// What the starts of one subject took.
  record Result(Subject subject, Spread first, Spread processor, Spread memory) {}

  private Cold() {}

  static List<Result> measure(List<Subject> subjects) throws Exception {
    Map<Subject, List<Start>> starts = new LinkedHashMap<>();
    for (int round = 0; round <= ROUNDS; round++) {
      for (Subject subject : subjects) {
        Start start = subject.lambda() ? function(subject) : process(subject);
        if (round > 0) {
          starts.computeIfAbsent(subject, s -> new ArrayList<>()).add(start);
        }
      }
    }
    return starts.entrySet().stream()
        .map(entry ->
            new Result(
                entry.getKey(),
                new Spread(entry.getValue().stream().mapToDouble(Start::first).toArray()),
                new Spread(entry.getValue().stream().mapToDouble(Start::processor).toArray()),
                new Spread(entry.getValue().stream().mapToDouble(Start::memory).toArray())))
        .toList();
  }

  private static Start function(Subject subject) throws Exception {
    try (FunctionRun function = new FunctionRun(subject.command(), subject.settings())) {
      Told told = function.askCold(Event.question(QUESTION));
      if (told.status() != 200) {
        throw new IOException(subject.name() + " answered " + told);
      }
      return new Start(
          told.firstToken() / 1e6,
          Memory.processor(function.pid()),
          function.memory("VmHWM") / 1024.0);
    }
  }

  private static Start process(Subject subject) throws Exception {
    List<String> command = new ArrayList<>(subject.command());
    command.add(QUESTION);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(subject.settings());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    long started = System.nanoTime();
    Process process = builder.start();
    try (InputStream out = process.getInputStream()) {
      if (out.read() < 0) {
        throw new IOException(subject.name() + " printed nothing.");
      }
      double first = (System.nanoTime() - started) / 1e6;
      double processor = Memory.processor(process.pid());
      return new Start(first, processor, Memory.kilobytes(process.pid(), "VmHWM") / 1024.0);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}

package assistant.bench;

import assistant.image.LocalAuthority;
import assistant.image.StubProcess;
import assistant.stubs.StubAws;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `make bench`: everything in one run on one machine, side by side, written down as a page.
final class Bench {
  private Bench() {}

  /// `page` to write, then the words of these, which `bench/run` sets up: `image`, `before`,
  /// `naive`, `python`, `streamlit`, `function`, `cloud`, each ended by `;`.
  public static void main(String[] args) throws Exception {
    Map<String, List<String>> commands = commands(List.of(args).subList(1, args.length));
    try (StubProcess stub = new StubProcess();
        StubAws aws = StubAws.willing()) {
      List<Share> shares = new ArrayList<>();
      for (int megabytes : new int[] {1024, 2048}) {
        Share.of(megabytes).ifPresent(shares::add);
      }
      List<Subject> subjects =
          new Subjects(commands, new LocalAuthority()).of(stub.url(), aws, shares);
      System.out.println("Cold starts: " + Cold.ROUNDS + " rounds of " + subjects.size() + ".");
      List<Cold.Result> cold = Cold.measure(subjects);
      System.out.println("Warm answers.");
      shares.forEach(Share::close);
      Warm warm =
          Warm.measure(
              stub,
              new Subject(
                  Subject.Part.PLAIN,
                  "this build",
                  commands.get("image"),
                  Map.of(
                      "OPENAI_BASE_URL",
                      stub.url().toString(),
                      "OPENAI_API_KEY",
                      "bench",
                      // All tokens of the longest answer are to pass.
                      "MAX_OUTPUT_TOKENS",
                      "100000"),
                  true),
              commands.get("cloud"),
              Optional.ofNullable(commands.get("before")));
      String page = new BenchPage(cold, warm).text();
      Files.writeString(Path.of(args[0]), page);
      System.out.println(page);
    }
    System.exit(0);
  }

  private static Map<String, List<String>> commands(List<String> words) {
    Map<String, List<String>> commands = new HashMap<>();
    List<String> command = new ArrayList<>();
    for (String word : words) {
      if (word.equals(";")) {
        commands.put(command.getFirst(), List.copyOf(command.subList(1, command.size())));
        command.clear();
      } else {
        command.add(word);
      }
    }
    return commands;
  }
}

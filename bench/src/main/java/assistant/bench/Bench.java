package assistant.bench;

import assistant.image.StubProcess;
import assistant.stubs.StubAws;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `make bench`: everything in one run on one machine, side by side, written down as a page.
final class Bench {
  private Bench() {}

  /// `page` to write, then the words of these, which `bench/run` sets up: `function`, `trained`,
  /// `image`, `naive`, `python`, `streamlit`, `cloud`, each ended by `;`.
  public static void main(String[] args) throws Exception {
    Map<String, List<String>> commands = commands(List.of(args).subList(1, args.length));
    try (StubProcess stub = new StubProcess();
        StubAws aws = StubAws.willing()) {
      List<Subject> subjects = subjects(commands, stub, aws);
      System.out.println("Cold starts: " + Cold.ROUNDS + " rounds of " + subjects.size() + ".");
      List<Cold.Result> cold = Cold.measure(subjects);
      System.out.println("Warm answers.");
      Warm warm = Warm.measure(stub, subjects.getFirst(), commands.get("cloud"));
      String page = new BenchPage(cold, warm).text();
      Files.writeString(Path.of(args[0]), page);
      System.out.println(page);
    }
    System.exit(0);
  }

  private static List<Subject> subjects(
      Map<String, List<String>> commands, StubProcess stub, StubAws aws) {
    Map<String, String> key =
        Map.of("OPENAI_BASE_URL", stub.url().toString(), "OPENAI_API_KEY", "bench");
    Map<String, String> secret = new HashMap<>(aws.environment());
    secret.put("OPENAI_BASE_URL", stub.url().toString());
    secret.put("OPENAI_API_KEY_SECRET", "bench");
    List<Subject> subjects = new ArrayList<>();
    String image = commands.containsKey("image") ? "image" : "trained";
    String where = image.equals("image") ? "the image" : "the jars, with an AOT cache";
    subjects.add(new Subject(where, commands.get(image), key, true));
    subjects.add(new Subject(where + ", key from the secret", commands.get(image), secret, true));
    if (image.equals("image")) {
      subjects.add(new Subject("the jars, with an AOT cache", commands.get("trained"), key, true));
    }
    subjects.add(new Subject("the jars, without", commands.get("function"), key, true));
    subjects.add(new Subject("a naive Java function", commands.get("naive"), key, true));
    if (commands.containsKey("python")) {
      subjects.add(new Subject("the tutorial's Python chain", commands.get("python"), key, false));
      subjects.add(new Subject("the same under Streamlit", commands.get("streamlit"), key, false));
    }
    return subjects;
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

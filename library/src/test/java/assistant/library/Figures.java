package assistant.library;

import assistant.function.aws.Aws;
import assistant.function.base.Env;
import assistant.function.chain.Question;
import assistant.function.chain.Source;
import assistant.function.retrieval.DocumentSettings;
import assistant.function.retrieval.Documents;
import assistant.function.retrieval.IndexWriter;
import assistant.function.retrieval.Language;
import assistant.function.retrieval.Passage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// `Figures OUT UNANSWERABLE [NAME FOLDER QUESTIONS]…`: how often the right section is among what a
/// model is given, by our passages and by the usual windows; how long a search takes.
final class Figures {
  private static final int[] CHARS = {4_500, 7_500, 12_000};

  /// A question, and the places of which any answers it: `file#anchor`, or a whole file.
  private record Asked(String question, Set<String> gold) {}

  /// A manual as it was read.
  private record Manual(String name, List<Document> documents, List<Asked> asked) {}

  private Figures() {}

  public static void main(String[] args) throws Exception {
    StringBuilder page =
        new StringBuilder(
            """
            # Retrieval, measured

            `make bench` writes this page. The questions (`bench/documents/`) are asked as users ask, in other words than the manuals'. Found: a section that
            answers the question is among the passages that the model is given, within so many characters. One question of 50 is two points.
            The search was tuned on the first three manuals. Of those that are held out, the questions were written before anything was searched, and
            no miss was looked at. In Git's a whole page counts as found where the page as such is the answer.

            | manual | ways | passages | 4,500 | 7,500 | 12,000 | first | mean rank, reciprocal |
            |---|---|---|---|---|---|---|---|
            """);
    StringBuilder speed = new StringBuilder();
    List<String> unanswerable = Files.readAllLines(Path.of(args[1]));
    StringBuilder none = new StringBuilder();
    for (int i = 2; i < args.length; i += 3) {
      Manual manual = manual(args[i], Path.of(args[i + 1]), Path.of(args[i + 2]));
      long began = System.nanoTime();
      Library.Made made = Library.index(manual.documents(), List.of());
      double seconds = (System.nanoTime() - began) / 1e9;
      page.append(row(manual, "ours", made.index(), made.passages()));
      for (int size : new int[] {1_000, 2_000}) {
        IndexWriter writer = new IndexWriter();
        windows(manual, size, writer);
        int count = writer.passages();
        page.append(row(manual, "windows of " + size + ", no headings", writer.bytes(), count));
      }
      speed.append(speed(manual, made, seconds));
      none.append(nothing(manual, made, unanswerable));
    }
    page.append(
        "\n"
            + "| manual | files | passages | index, MB | indexed in, s | search p50, ms | p99, ms"
            + " |\n"
            + "|---|---|---|---|---|---|---|\n");
    page.append(speed);
    page.append(
        "\n"
            + "Windows overlap by a tenth and are searched by the same engine. Indexing is without"
            + " reading the files; searching is with the function's compiler, one after the"
            + " other.\n");
    page.append(
        "\n"
            + "Of "
            + unanswerable.size()
            + " questions that the manual does not answer, so many are given nothing: "
            + String.join(", ", none.toString().strip().split("\n"))
            + ". For the others the model must say so: no threshold on the score tells them from"
            + " those that it answers (docs/decisions/documents.md).\n");
    Files.writeString(Path.of(args[0]), page);
    System.out.print(page);
  }

  private static Manual manual(String name, Path folder, Path questions) throws Exception {
    List<Asked> asked = new ArrayList<>();
    for (String line : Files.readAllLines(questions)) {
      String[] parts = line.split("\t");
      asked.add(new Asked(parts[0], Set.of(parts[1].split("\\|"))));
    }
    Path kept = Files.createTempDirectory("figures");
    try (Reading reading = new Reading(kept, Duration.ofMinutes(2))) {
      return new Manual(name, reading.read(new Folder(folder).files(), (done, all) -> {}), asked);
    }
  }

  private static String row(Manual manual, String way, byte[] index, int passages)
      throws IOException {
    Documents documents = documents(index, 12_000);
    int[] found = new int[CHARS.length];
    int first = 0;
    double ranks = 0;
    for (Asked asked : manual.asked()) {
      int chars = 0;
      List<Source> sources = documents.apply(new Question(asked.question(), List.of())).sources();
      for (Source source : sources) {
        chars += source.text().length() + source.title().length();
        if (asked.gold().contains(source.file())
            || asked.gold().contains(source.file() + "#" + source.anchor())) {
          for (int i = 0; i < CHARS.length; i++) {
            found[i] += chars <= CHARS[i] ? 1 : 0;
          }
          first += source.number() == 1 ? 1 : 0;
          ranks += 1.0 / source.number();
          break;
        }
      }
    }
    int all = manual.asked().size();
    return String.format(
        Locale.ROOT,
        "| %s, %d questions | %s | %,d | %d %% | %d %% | **%d %%** | %d %% | %.2f |%n",
        manual.name(),
        all,
        way,
        passages,
        percent(found[0], all),
        percent(found[1], all),
        percent(found[2], all),
        percent(first, all),
        ranks / all);
  }

  private static String nothing(Manual manual, Library.Made made, List<String> questions)
      throws IOException {
    Documents documents = documents(made.index(), 12_000);
    long none =
        questions.stream()
            .filter(
                question -> documents.apply(new Question(question, List.of())).sources().isEmpty())
            .count();
    return manual.name() + " " + none + "\n";
  }

  private static int percent(int some, int all) {
    return Math.round(100f * some / all);
  }

  /// What is usual: the text of a page in pieces of one size. A piece is right when it holds some
  /// of a right section.
  private static void windows(Manual manual, int size, IndexWriter writer) {
    for (Document document : manual.documents()) {
      StringBuilder text = new StringBuilder();
      List<Integer> starts = new ArrayList<>();
      for (Section section : document.sections()) {
        starts.add(text.length());
        section.blocks().forEach(block -> text.append(block.text()).append('\n'));
      }
      for (int from = 0; from < text.length(); from += size - size / 10) {
        int to = Math.min(text.length(), from + size);
        int middle = from + (to - from) / 2;
        int section = 0;
        while (section + 1 < starts.size() && starts.get(section + 1) <= middle) {
          section++;
        }
        // An anchor of its own keeps windows of one section apart, so each can be given.
        writer.add(
            new Passage(
                " ".repeat(from % 7),
                document.name(),
                document.sections().get(section).anchor(),
                text.substring(from, to)),
            Language.of(text.substring(0, Math.min(text.length(), 20_000))));
      }
    }
  }

  private static String speed(Manual manual, Library.Made made, double seconds) throws IOException {
    Documents documents = documents(made.index(), 12_000);
    List<Double> times = new ArrayList<>();
    for (int round = 0; round < 12; round++) {
      for (Asked asked : manual.asked()) {
        long began = System.nanoTime();
        documents.apply(new Question(asked.question(), List.of()));
        if (round > 1) {
          times.add((System.nanoTime() - began) / 1e6);
        }
      }
    }
    double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,d | %.1f | %.1f | %.2f | %.2f |%n",
        manual.name(),
        made.files(),
        made.passages(),
        made.index().length / 1048576.0,
        seconds,
        sorted[sorted.length / 2],
        sorted[sorted.length * 99 / 100]);
  }

  private static Documents documents(byte[] index, int chars) throws IOException {
    Path file = Files.write(Files.createTempFile("figures", ".index"), index);
    file.toFile().deleteOnExit();
    Env env = new Env(Map.of("PASSAGE_CHARS", Integer.toString(chars)));
    return Documents.of(
        file.toString(), DocumentSettings.of(env), new Aws(env), InstantSource.system());
  }
}

package assistant.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.aws.Aws;
import assistant.function.base.Env;
import assistant.function.chain.Question;
import assistant.function.chain.Source;
import assistant.function.retrieval.DocumentSettings;
import assistant.function.retrieval.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NearTest {
  @TempDir Path folder;

  @Test
  void questionInOtherWordsFindsItsSection() throws IOException {
    assertEquals("leave.md", found("How do I ask for a vacation?", "leave.md").getFirst().file());
  }

  @Test
  void noOtherLanguageIsGivenThem() throws IOException {
    assertTrue(found("vacation", "urlaub.md").isEmpty());
  }

  private List<Source> found(String question, String name) throws IOException {
    String text =
        name.equals("leave.md")
            ? "You may take your holidays in any of the months that the team has agreed on."
            : "Die Mitarbeiter sind im holiday und das ist von der Abteilung mit dem Team zu regeln.";
    Document document =
        Document.of(
            name,
            List.of(
                new Section(List.of("One"), "one", List.of(new Block(Block.Kind.PROSE, text)))));
    Path index =
        Files.write(folder.resolve(name), Library.index(List.of(document), List.of()).index());
    Env env = new Env(Map.of());
    return Documents.of(
            index.toString(), DocumentSettings.of(env), new Aws(env), InstantSource.system())
        .apply(new Question(question, List.of()))
        .sources();
  }
}

package assistant.function.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.problem.Code;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What providers were seen to say instead of an answer (`refusals.tsv`), against the table.
class RefusalsTest {
  record Told(String provider, int status, List<String> codes, String body) {
    static Told of(String line) {
      String[] cells = line.split("\t", 4);
      return new Told(
          cells[0], Integer.parseInt(cells[1]), Arrays.asList(cells[2].split("\\|")), cells[3]);
    }
  }

  static Stream<Told> told() throws IOException {
    try (InputStream in = RefusalsTest.class.getResourceAsStream("/refusals.tsv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).map(Told::of).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("told")
  void refusalIsToldAsWhatItIs(Told told) {
    assertTrue(told.codes().contains(code(told)), () -> code(told) + " for " + told);
  }

  private static String code(Told told) {
    if (told.status() != 200) {
      return wire(ComplaintJson.of(told.body()).at(told.status()));
    }
    byte[] bytes = told.body().getBytes(StandardCharsets.UTF_8);
    CompletionReader reader = Reading.reader(new ByteArrayInputStream(bytes));
    return switch (reader.read()) {
      case COMPLAINED -> wire(reader.complaint());
      case FOREIGN -> CompletionStream.foreign(reader.complaint()).code().wire();
      case WHOLE, CUT -> "answered";
    };
  }

  private static String wire(Complaint complaint) {
    Refusals.Row row = Refusals.of(complaint);
    assertFalse(row.hint().isBlank());
    return row.code().wire();
  }

  /// A length that is too large, a word that a visitor typed, a number in a text: none of it is
  /// another refusal.
  @ParameterizedTest
  @MethodSource("harmless")
  void wordsThatOnlySoundLikeARefusalAreNone(String body) {
    assertEquals(Code.MODEL_FAILED, Refusals.of(ComplaintJson.of(body).at(400)).code());
  }

  static Stream<String> harmless() {
    return Stream.of(
        "{\"error\":{\"message\":\"The request could not be read.\",\"code\":\"bad_request\"}}",
        "{\"error\":{\"message\":\"Try something else.\",\"param\":null}}",
        "{}");
  }
}

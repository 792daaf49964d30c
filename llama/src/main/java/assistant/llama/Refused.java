package assistant.llama;

import java.util.List;

/// Why llama.cpp refused a file, in one line: the first of its complaints that says what is wrong,
/// without the name of the place in its sources.
final class Refused {
  private static final String ERROR = "error loading model: ";

  private static final String UNREAD = "failed to load model from";

  private Refused() {}

  static String reason(List<String> complaints) {
    return complaints.stream()
        .filter(line -> line.contains(ERROR) && !line.contains(UNREAD))
        .map(line -> line.substring(line.indexOf(ERROR) + ERROR.length()))
        .findFirst()
        .or(() -> complaints.stream().findFirst())
        .map(line -> OneLine.of(line.replaceFirst("^\\w+: ", "")))
        .orElse("it does not say why");
  }
}

package assistant.library;

import java.util.regex.Pattern;

/// Text as a reader sees it: without what is invisible, what turns its direction, and what a
/// model's chat template would take for its own.
final class Plain {
  /// Controls but tab and line feed, zero-width and direction characters, tags, private use.
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\p{Cc}&&[^\\t\\n]]|[\\u00AD\\u061C\\u180E\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u206F"
              + "\\uFE00-\\uFE0F\\uFEFF\\uFFF0-\\uFFFD\\p{Co}\\p{Cs}]|[\\x{E0000}-\\x{E0FFF}]");

  /// `<|im_start|>`, `<|eot_id|>`, `[INST]`, `<<SYS>>`, `<start_of_turn>`, `<s>` and their like.
  private static final Pattern TEMPLATE =
      Pattern.compile(
          "<\\s?[|｜][^<>\\n]{0,40}[|｜]\\s?>|\\[/?INST\\]|<</?SYS>>|</?(start|end)_of_turn>"
              + "|\\[/?(SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\\]|</?s>");

  /// A citation, which only a model may write.
  private static final Pattern CITATION = Pattern.compile("\\[\\^(?=[^\\]\\n]{0,40}\\])");

  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Zs}]+");
  private static final Pattern ENDS = Pattern.compile("[ \\t]+(?=\\n|$)");

  private Plain() {}

  /// With its lines as they are, as in code; joiners that shape Arabic and Indic words are gone as
  /// well.
  static String lines(String text) {
    String seen = UNSEEN.matcher(text.replace("\r\n", "\n").replace('\r', '\n')).replaceAll("");
    String ours = seen;
    String before;
    do {
      before = ours;
      ours = TEMPLATE.matcher(ours).replaceAll("");
    } while (!ours.equals(before));
    ours = CITATION.matcher(ours).replaceAll("[");
    return ENDS.matcher(ours)
        .replaceAll("")
        .replaceAll("\\n{3,}", "\n\n")
        .replaceAll("^\\n+|\\n+$", "");
  }

  /// Every run of white space is one space, but line breaks stay.
  static String prose(String text) {
    return lines(text).replaceAll("[ \\t\\p{Zs}]+", " ").replaceAll(" ?\\n ?", "\n").strip();
  }

  static String line(String text) {
    return SPACES.matcher(lines(text)).replaceAll(" ").strip();
  }
}

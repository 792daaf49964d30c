package assistant.library;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Plain text: paragraphs between empty lines, headings by a line under them or a number before
/// them.
final class TextFormat implements Format {
  private static final Pattern UNDERLINE = Pattern.compile("={3,}|-{3,}|~{3,}|\\*{3,}|\\^{3,}");
  private static final Pattern NUMBERED =
      Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})*)\\.?\\s+\\p{Lu}.{1,70}");
  private static final Pattern ITEM = Pattern.compile("\\s*[-*•]\\s+.*");

  @Override
  public List<Section> read(String name, byte[] bytes) throws Unreadable {
    String[] lines = Utf8.text(bytes).split("\\R", -1);
    Outline outline = new Outline("");
    List<String> paragraph = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i];
      String next = i + 1 < lines.length ? lines[i + 1].strip() : "";
      boolean alone = paragraph.isEmpty() && !line.isBlank();
      if (alone && UNDERLINE.matcher(next).matches() && underlines(next, line)) {
        outline.heading(next.charAt(0) == '=' ? 1 : next.charAt(0) == '-' ? 2 : 3, line, "");
        i++;
      } else if (alone
          && next.isEmpty()
          && NUMBERED.matcher(line.strip()).matches()
          && !line.strip().matches(".*[.,;:]")) {
        Matcher number = NUMBERED.matcher(line.strip());
        number.matches();
        outline.heading(number.group(1).split("\\.").length, line, "");
      } else if (line.isBlank()) {
        end(paragraph, outline);
      } else {
        paragraph.add(line);
      }
    }
    end(paragraph, outline);
    return outline.sections();
  }

  private static boolean underlines(String line, String heading) {
    return heading.strip().length() <= 120
        && Math.abs(line.length() - heading.strip().length()) <= Math.max(3, heading.length() / 3)
        && !UNDERLINE.matcher(heading.strip()).matches();
  }

  private static void end(List<String> paragraph, Outline outline) {
    if (paragraph.isEmpty()) {
      return;
    }
    boolean code =
        paragraph.stream().allMatch(line -> line.startsWith("    ") || line.startsWith("\t"));
    boolean list = paragraph.stream().anyMatch(line -> ITEM.matcher(line).matches());
    if (code) {
      outline.block(Block.Kind.CODE, String.join("\n", paragraph));
    } else {
      outline.block(Block.Kind.PROSE, String.join(list ? "\n" : " ", paragraph));
    }
    paragraph.clear();
  }
}

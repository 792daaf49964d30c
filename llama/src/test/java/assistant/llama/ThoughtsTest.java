package assistant.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each family's marks; control tokens are written in braces here.
final class ThoughtsTest {
  private static final Pattern PART = Pattern.compile("\\{([^}]*)}|([^{]+)");

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          Qwen 3, SmolLM 3, GLM § .<think>.</think>. § ask § ~<think>~hm~</think>~~Yes § hm § Yes
          as control tokens § .<think>.</think>. § ask § {<think>}~hm~{</think>}~~Yes § hm § Yes
          without thoughts § .<think>.</think>. § ask § Yes, <think> is a mark. </think> § '' § Yes, <think> is a mark. </think>
          an empty pair § .<think>.</think>. § ask<think>~~</think>~~ § Yes § '' § Yes
          opened by the prompt § .<think>. § ask<think>~ § hm~</think>~~Yes § hm § Yes
          never closed § .<think>. § ask<think>~ § hm <b> § hm <b> § ''
          Granite § .<think>.<response>. § ask § <think>hm</think><response>Yes</response> § hm § Yes
          Gemma 4 § .<|channel>thought.<channel|>. § ask § {<|channel>}thought~hm{<channel|>}Yes § hm § Yes
          gpt-oss § .<|channel|>.<|message|>. § {<|start|>}assistant § {<|channel|>}analysis{<|message|>}hm{<|end|>}{<|start|>}assistant{<|channel|>}final{<|message|>}Yes § hm § Yes
          gpt-oss, a preamble § .<|channel|>.<|message|>. § assistant § {<|channel|>}commentary{<|message|>}hm{<|end|>}{<|start|>}assistant{<|channel|>}final {<|constrain|>}json{<|message|>}Yes § hm § Yes
          gpt-oss, opened § .<|channel|>.<|message|>. § x<|start|>assistant<|channel|>analysis<|message|> § hm{<|end|>}{<|start|>}assistant{<|channel|>}final{<|message|>}Yes § hm § Yes
          gpt-oss, at once § .<|channel|>.<|message|>. § x<|start|>assistant<|channel|>final<|message|> § Yes § '' § Yes
          Ministral 3 § .[THINK].[/THINK]. § ask § [THINK]hm[/THINK]Yes § hm § Yes
          Command R7B § .<|START_THINKING|>. § ask § {<|START_THINKING|>}hm{<|END_THINKING|>}{<|START_RESPONSE|>}Yes{<|END_RESPONSE|>} § hm § Yes
          Seed-OSS § .<seed:think>. § ask § <seed:think>hm</seed:think>Yes § hm § Yes
          Apertus § .<|inner_prefix|>. § ask § {<|inner_prefix|>}hm{<|inner_suffix|>}Yes § hm § Yes
          Solar § .<|think|>. § <|begin|>assistant § {<|think|>}hm{<|end|>}{<|begin|>}assistant{<|content|>}Yes § hm § Yes
          another's marks § . § ask § [THINK]hm[/THINK]Yes § '' § [THINK]hm[/THINK]Yes
          white space kept § . § ask § ~  Yes~ § '' § ~  Yes~
          """)
  void thoughtsAreTold(
      String name, String template, String prompt, String written, String thought, String said) {
    for (int size : List.of(1, 2, 3, 100)) {
      List<Thoughts.Part> parts = told(lines(template), lines(prompt), lines(written), size);
      assertEquals(lines(said), joined(parts, Thoughts.Said.class), name + ", by " + size);
      assertEquals(
          lines(thought).strip(),
          joined(parts, Thoughts.Thought.class).strip(),
          name + ", by " + size);
    }
  }

  @Test
  void nothingIsKeptBackThatCannotBeAMark() {
    Thoughts thoughts = new Thoughts(ThoughtMarks.of("<think>"), "ask");
    assertEquals(List.of(new Thoughts.Said("a ")), thoughts.text("a <"));
    assertEquals(List.of(new Thoughts.Said("<b")), thoughts.text("b"));
    Thoughts thinking = new Thoughts(ThoughtMarks.of("<think>"), "ask<think>");
    assertEquals(List.of(new Thoughts.Thought("a ")), thinking.text("a </th"));
    assertEquals(List.of(new Thoughts.Thought("</the")), thinking.text("e"));
  }

  private static String lines(String text) {
    return text == null ? "" : text.replace('~', '\n');
  }

  private static List<Thoughts.Part> told(
      String template, String prompt, String written, int size) {
    Thoughts thoughts = new Thoughts(ThoughtMarks.of(template), prompt);
    List<Thoughts.Part> parts = new ArrayList<>();
    for (Matcher part = PART.matcher(written); part.find(); ) {
      if (part.group(1) != null) {
        parts.addAll(thoughts.control(part.group(1)));
      } else {
        String text = part.group(2);
        for (int i = 0; i < text.length(); i += size) {
          parts.addAll(thoughts.text(text.substring(i, Math.min(text.length(), i + size))));
        }
      }
    }
    parts.addAll(thoughts.rest());
    return parts;
  }

  private static String joined(List<Thoughts.Part> parts, Class<? extends Thoughts.Part> kind) {
    StringBuilder all = new StringBuilder();
    parts.stream().filter(kind::isInstance).forEach(part -> all.append(part.text()));
    return all.toString();
  }
}

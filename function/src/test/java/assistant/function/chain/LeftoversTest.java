package assistant.function.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeftoversTest {
  private final StringBuilder said = new StringBuilder();
  private final Leftovers leftovers = new Leftovers(said::append);

  private static String shown(String text) {
    return text == null ? "" : text.replace("⏎", "\n");
  }

  private static String read(String text, int size, boolean thought) {
    StringBuilder said = new StringBuilder();
    Leftovers leftovers = new Leftovers(said::append);
    if (thought) {
      leftovers.thought();
    }
    for (int at = 0; at < text.length(); at += size) {
      leftovers.text(text.substring(at, Math.min(text.length(), at + size)));
    }
    leftovers.rest();
    return said.toString();
  }

  /// However the text comes in pieces.
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      value = {
        "Hello<|return|> ¦ Hello",
        "Hello<|im_end|>⏎ ¦ Hello",
        "Hello⏎<|eot_id|> ¦ Hello⏎",
        "Hello</s> ¦ Hello",
        "Hello<eos> ¦ Hello",
        "Hello<end_of_turn>⏎ ¦ Hello",
        "Hello<｜end▁of▁sentence｜> ¦ Hello",
        "Hello<turn|> ¦ Hello",
        "Hello<|im_end|>⏎<|endoftext|> ¦ Hello",
        "<|START_RESPONSE|>Hello<|END_RESPONSE|> ¦ Hello",
        "<|im_start|>assistant⏎Hello ¦ Hello",
        "<|start_header_id|>assistant<|end_header_id|>⏎⏎Hello ¦ Hello",
        "<start_of_turn>model⏎Hello ¦ Hello",
        "<|channel|>final<|message|>Hello ¦ Hello",
        "<|assistant|>⏎Hello ¦ Hello",
        "<|channel|>commentary<|message|>Well.<|end|><|start|>assistant<|channel|>final<|message|>So. ¦ Well.⏎⏎So.",
        "Hello<|im_end|>⏎<|im_start|>user⏎And you?<|im_end|> ¦ Hello",
        "Hello<|eot_id|><|start_header_id|>user<|end_header_id|>⏎⏎And you? ¦ Hello",
        "Hello<|user|>⏎And you? ¦ Hello",
        "It is <|begin_of_box|>4<|end_of_box|>. ¦ It is 4.",
        "```⏎x⏎```<|im_end|> ¦ ```⏎x⏎```",
        "Here it is:<|im_end|> ¦ Here it is:",
        "- a⏎    - b<|im_end|> ¦ - a⏎    - b",
        "Send `<|im_end|>` now. ¦ Send `<|im_end|>` now.",
        "Send `<|im_end|>` ¦ Send `<|im_end|>`",
        "```⏎x<|im_end|>⏎<|im_start|>user⏎``` ¦ ```⏎x<|im_end|>⏎<|im_start|>user⏎```",
        "A turn ends with <|im_end|> ¦ A turn ends with <|im_end|>",
        "The tokens <|im_start|> and <|im_end|> part turns. ¦ The tokens <|im_start|> and <|im_end|> part turns.",
        "(<|im_end|>) ¦ (<|im_end|>)",
        "<|im_end|> ¦ <|im_end|>",
        "<|im_start|> ¦ <|im_start|>",
        "<|im_start|> begins a turn. ¦ <|im_start|> begins a turn.",
        "<s>old</s> ¦ <s>old</s>",
        "x <| f |> g < h <|> i ¦ x <| f |> g < h <|> i",
        "a<b>c</b><br>d<|e ¦ a<b>c</b><br>d<|e",
        "<answer>42</answer> ¦ <answer>42</answer>",
        "<p>Hello</p> ¦ <p>Hello</p>",
      })
  void tokensOfATemplateAreNoneOfTheAnswer(String text, String says) {
    for (int size = 1; size <= shown(text).length(); size++) {
      assertEquals(shown(says), read(shown(text), size, false), "in pieces of " + size);
    }
  }

  /// A model that was taught to.
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      value = {
        "⏎<answer>⏎Hello</answer> ¦ Hello",
        "<ANSWER>Hello</ANSWER>⏎⏎And more. ¦ Hello⏎⏎And more.",
        "<response>Hello</response> ¦ Hello",
        "<answer>Write `</answer>` then.</answer> ¦ Write `</answer>` then.",
        "<answer>x</answer> A </answer> ends it. ¦ x A </answer> ends it.",
        "<answer>never closed ¦ never closed",
        "<answers>x</answers> ¦ <answers>x</answers>",
        "So: <answer>x</answer> ¦ So: <answer>x</answer>",
        "<|START_RESPONSE|>Hello<|END_RESPONSE|> ¦ Hello",
      })
  void tagsAroundTheAnswerAreNoneOfItAfterThoughts(String text, String says) {
    for (int size = 1; size <= shown(text).length(); size++) {
      assertEquals(shown(says), read(shown(text), size, true), "in pieces of " + size);
    }
  }

  @Test
  void textWithoutAnglesIsNeverWaitedFor() {
    List<String> pieces = new ArrayList<>();
    Leftovers reading = new Leftovers(pieces::add);
    reading.text("Hel");
    reading.text("lo");
    reading.text(" 1 < 2");
    assertEquals(List.of("Hel", "lo", " 1 < 2"), pieces);
  }

  @Test
  void whatIsWithdrawnBeginsAnew() {
    leftovers.text("Two and two ");
    leftovers.withdrawn();
    leftovers.text("<answer>Four</answer>");
    leftovers.rest();
    assertEquals("Two and two Four", said.toString());
  }
}

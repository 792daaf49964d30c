package assistant.function.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThoughtsTest {
  private final StringBuilder said = new StringBuilder();
  private final StringBuilder thought = new StringBuilder();
  private Thoughts.Habit habit = new Thoughts.Habit();

  private Thoughts thoughts() {
    said.setLength(0);
    thought.setLength(0);
    return new Thoughts(
        habit,
        new Thoughts.Listener() {
          @Override
          public void said(String text) {
            said.append(text);
          }

          @Override
          public void thought(String text) {
            thought.append(text);
          }

          @Override
          public void withdrawn() {
            thought.append(said);
            said.setLength(0);
          }
        });
  }

  private static String shown(String text) {
    return text.replace("⏎", "\n");
  }

  /// However the text comes in pieces.
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      value = {
        "<think>a</think>b ¦ a ¦ b",
        "  ⏎<THINK>⏎a⏎</Think>⏎⏎b ¦ ⏎a⏎ ¦ b",
        "<reasoning>a</reasoning><think>c</think>b ¦ ac ¦ b",
        "◁think▷a◁/think▷b ¦ a ¦ b",
        "[THINK]a[/THINK]b ¦ a ¦ b",
        "<|channel|>analysis<|message|>a<|channel|>final<|message|>b ¦ a ¦ b",
        "<think>a `</think>` b</think>c ¦ a `</think>` b ¦ c",
        "<think>never closed ¦ never closed ¦ §§",
        "Use `<think>` and `</think>`.⏎ok ¦ §§ ¦ Use `<think>` and `</think>`.⏎ok",
        "```⏎<think>x</think>⏎```⏎b ¦ §§ ¦ ```⏎<think>x</think>⏎```⏎b",
        "~~~~⏎</think>⏎~~~~⏎b ¦ §§ ¦ ~~~~⏎</think>⏎~~~~⏎b",
        "a⏎<think>x</think>⏎b ¦ x ¦ a⏎⏎b",
        "a⏎<think> is a tag, and never closed ¦ §§ ¦ a⏎<think> is a tag, and never closed",
        "The tag </think> ends it. ¦ §§ ¦ The tag </think> ends it.",
        "a⏎</think>⏎⏎b ¦ a⏎ ¦ b",
        "a</think>⏎b ¦ a ¦ b",
        "I see **it**</think>⏎b ¦ I see **it** ¦ b",
        "I see it. </think>⏎b ¦ §I see it. § ¦ b",
        "```⏎x⏎```⏎</think>⏎b ¦ ```⏎x⏎```⏎ ¦ b",
        "Okay, the user greets me.⏎</think>⏎⏎Hello! ¦ Okay, the user greets me.⏎ ¦ Hello!",
        "Okay, here it is: 1 < 2 [sic]. ¦ §§ ¦ Okay, here it is: 1 < 2 [sic].",
        "Okay, so I will answer. ¦ §§ ¦ Okay, so I will answer.",
        "<|channel>thought⏎a<channel|>b ¦ ⏎a ¦ b",
        "<|START_THINKING|>a<|END_THINKING|>b ¦ a ¦ b",
        "<think>a</think>⏎</think>b ¦ a ¦ b",
        "<think effort=\"low\">a</think>b ¦ a ¦ b",
        "<think >a</think>b ¦ a ¦ b",
        "<think/>b ¦ §§ ¦ b",
        "<think />⏎⏎b ¦ §§ ¦ b",
        "<think>a<think>c</think>d</think>b ¦ a<think>cd ¦ b",
        "<think>⏎<think>⏎a⏎</think>⏎</think>⏎b ¦ ⏎<think>⏎a⏎⏎ ¦ b",
        "<think>Use `<think>` here</think>b ¦ Use `<think>` here ¦ b",
        "<think>Use <think> here</think>b ¦ Use <think> here ¦ b",
        "<longcat_think>a</longcat_think>b ¦ a ¦ b",
        "<details type=\"reasoning\" done=\"true\">a</details>b ¦ a ¦ b",
        "<details>⏎a⏎</details>⏎b ¦ §§ ¦ <details>⏎a⏎</details>⏎b",
        "<think about it> ¦ §§ ¦ <think about it>",
        "<thinking-aloud=1> ¦ §§ ¦ <thinking-aloud=1>",
        "analysis of it ¦ §§ ¦ analysis of it",
        "<thin ice> ¦ §§ ¦ <thin ice>",
        "< ¦ §§ ¦ <",
        "⏎⏎ ¦ §§ ¦ ⏎⏎",
      })
  void thoughtsArePartedHoweverTheyComeInPieces(String text, String thinks, String says) {
    for (int size = 1; size <= text.length(); size++) {
      habit = new Thoughts.Habit();
      Thoughts thoughts = thoughts();
      String whole = shown(text);
      for (int at = 0; at < whole.length(); at += size) {
        thoughts.text(whole.substring(at, Math.min(whole.length(), at + size)));
      }
      thoughts.rest();
      assertEquals(
          List.of(shown(thinks == null ? "" : thinks), shown(says == null ? "" : says)),
          List.of(thought.toString(), said.toString()),
          "in pieces of " + size);
    }
  }

  @Test
  void templateThatOpensTheBlockIsRemembered() {
    Thoughts first = thoughts();
    first.text("Two and two\n</think>\n\nFour.");
    first.rest();
    assertEquals("Four.", said.toString());
    Thoughts second = thoughts();
    second.text("Three and three");
    assertEquals("", said.toString(), "held until it is clear what it is");
    second.text("</think>Six.");
    second.rest();
    assertEquals("Six.", said.toString());
    Thoughts third = thoughts();
    third.text("No thought this time.");
    third.rest();
    assertEquals("No thought this time.", said.toString());
  }

  private String answered(String text) {
    Thoughts thoughts = thoughts();
    thoughts.text(text);
    String streamed = said.toString();
    thoughts.rest();
    return streamed;
  }

  /// Anyone can have a model write the mark; the next asker's answer still comes as it is written.
  @Test
  void oneMarkWithoutABeginningTeachesNothingOfAModelThatWasPlain() {
    answered("Plain.");
    answered("x\n</think>\ny");
    assertEquals("The next", answered("The next"));
    answered("x\n</think>\ny");
    answered("x\n</think>\ny");
    answered("x\n</think>\ny");
    assertEquals("", answered("Held once"), "three in a row are believed");
    assertEquals("Not again", answered("Not again"));
  }

  @Test
  void wordsRunTogetherAreGptOssWithoutItsTokens() {
    Thoughts thoughts = thoughts();
    for (String piece : List.of("analysis", "They greet.", "assistant", "final", "Hello")) {
      thoughts.text(piece);
    }
    thoughts.rest();
    assertEquals(List.of("They greet.", "Hello"), List.of(thought.toString(), said.toString()));
  }

  @Test
  void thoughtsOfTheirOwnFieldEndTheDoubt() {
    Thoughts thoughts = thoughts();
    thoughts.thinking("They greet.");
    thoughts.text("\n\nOkay, the user is you.");
    assertEquals("Okay, the user is you.", said.toString());
  }

  /// A block may have begun within another one; nobody waits for its end for long.
  @Test
  void aMarkThatAThoughtNamesHoldsTheAnswerOnlyForAWhile() {
    Thoughts thoughts = thoughts();
    thoughts.text("<think>What does <think> do?</think>It ");
    assertEquals("", said.toString());
    thoughts.text("x".repeat(3000));
    assertEquals("It " + "x".repeat(3000), said.toString());
  }

  @Test
  void whatBreaksOffWhileInDoubtWasThought() {
    Thoughts thoughts = thoughts();
    thoughts.text("Okay, the user wants");
    thoughts.broken();
    assertEquals("", said.toString());
    assertEquals("Okay, the user wants", thought.toString());
  }
}

package assistant.function.chain;

import java.util.List;

/// The two ends that a model's template puts around what the model thinks, in any case of letters.
record Mark(String open, String close) {
  /// Open WebUI's way to hand on what a model thought; its end alone says nothing.
  private static final Mark FOLDED = new Mark("<details type=\"reasoning\">", "</details>");

  private static final List<Mark> ALL =
      List.of(
          new Mark("<think>", "</think>"),
          new Mark("<thinking>", "</thinking>"),
          new Mark("<reasoning>", "</reasoning>"),
          new Mark("<thought>", "</thought>"),
          new Mark("<thoughts>", "</thoughts>"),
          new Mark("<reflection>", "</reflection>"),
          new Mark("<thought_process>", "</thought_process>"),
          new Mark("<thinking_process>", "</thinking_process>"),
          new Mark("<reasoning_content>", "</reasoning_content>"),
          new Mark("<scratchpad>", "</scratchpad>"),
          new Mark("<inner_monologue>", "</inner_monologue>"),
          new Mark("<seed:think>", "</seed:think>"),
          new Mark("<longcat_think>", "</longcat_think>"),
          FOLDED,
          new Mark("[think]", "[/think]"),
          new Mark("◁think▷", "◁/think▷"),
          new Mark("<|begin_of_thought|>", "<|end_of_thought|>"),
          new Mark("<|think|>", "<|/think|>"),
          new Mark("<|thinking|>", "<|/thinking|>"),
          new Mark("<|im_start|>think\n", "<|im_start|>answer\n"),
          new Mark("<|channel|>analysis<|message|>", "<|channel|>final<|message|>"),
          new Mark(
              "<|start|>assistant<|channel|>analysis<|message|>", "<|channel|>final<|message|>"),
          new Mark("<|channel>thought", "<channel|>"),
          new Mark("<|start_thinking|>", "<|end_thinking|>"),
          new Mark("<|inner_prefix|>", "<|inner_suffix|>"));

  /// Those whose end is believed where a template wrote the beginning.
  private static final List<Mark> ENDING = ALL.stream().filter(mark -> mark != FOLDED).toList();

  /// gpt-oss's two ends where its server leaves out the special tokens; believed only of a text
  /// that begins with the first.
  static final Mark BARE = new Mark("analysis", "assistantfinal");

  /// No closing mark is longer, with a quote on either side.
  static final int LONGEST = 32;

  private static final int MOST_ATTRIBUTES = 120;

  /// Whether a text holds no mark, nor the beginning of one.
  static boolean none(String text) {
    return text.indexOf('<') < 0 && text.indexOf('[') < 0 && text.indexOf('◁') < 0;
  }

  static boolean mayBegin(char c) {
    return c == '<' || c == '[' || c == '◁';
  }

  static boolean newline(char c) {
    return c == '\n' || c == '\r';
  }

  /// Where the white space from there on ends.
  static int blank(StringBuilder text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  static Mark openAt(StringBuilder text, int at) {
    for (Mark mark : ALL) {
      if (mark.openEnd(text, at) > 0) {
        return mark;
      }
    }
    return null;
  }

  /// Where this one's beginning ends that stands there, with attributes if it is a tag; else -1, or
  /// 0 while it may become one.
  int openEnd(StringBuilder text, int at) {
    if (stands(text, at, open)) {
      return at + open.length();
    }
    if (begins(text, at, open)) {
      return 0;
    }
    String name = open.substring(0, open.length() - 1);
    return tag() && stands(text, at, name) ? attributesEnd(text, at + name.length()) : -1;
  }

  private boolean tag() {
    return open.startsWith("<") && open.endsWith(">") && open.indexOf('|') < 0;
  }

  private static int attributesEnd(StringBuilder text, int from) {
    boolean told = false;
    boolean blank = true;
    for (int at = from; at < text.length() && at < from + MOST_ATTRIBUTES; at++) {
      char c = text.charAt(at);
      if (c == '>') {
        return told || blank ? at + 1 : -1;
      }
      if (at == from && c != ' ' && c != '/' || c == '<' || newline(c)) {
        return -1;
      }
      told |= c == '=';
      blank &= c == ' ' || c == '/';
    }
    return text.length() < from + MOST_ATTRIBUTES ? 0 : -1;
  }

  /// Whether this one's beginning stands there as a word run into the next, or ends the text.
  boolean opens(StringBuilder text, int at) {
    int after = at + open.length();
    return text.length() >= after
        && text.substring(at, after).equals(open)
        && (text.length() == after || Character.isUpperCase(text.charAt(after)));
  }

  static Mark closeAt(StringBuilder text, int at) {
    for (Mark mark : ENDING) {
      if (stands(text, at, mark.close)) {
        return mark;
      }
    }
    return null;
  }

  /// Whether a closing mark stands there, with something after it.
  static boolean closes(StringBuilder text, int at) {
    Mark mark = closeAt(text, at);
    return mark != null && text.length() > at + mark.close.length();
  }

  /// The mark whose end is in the text, from there on.
  static Mark closedIn(StringBuilder text, int from) {
    for (Mark mark : ENDING) {
      if (mark.endIn(text, from) >= 0) {
        return mark;
      }
    }
    return stands(text, 0, BARE.open) && BARE.endIn(text, from) >= 0 ? BARE : null;
  }

  /// Whether the text from there on is less than an opening mark, and may become one.
  static boolean mayOpen(StringBuilder text, int at) {
    for (Mark mark : ALL) {
      if (mark.openEnd(text, at) == 0) {
        return true;
      }
    }
    return false;
  }

  /// How many of this one's beginnings stand in the text before `end`, outside quotes, from there
  /// on.
  int begun(StringBuilder text, int end) {
    int count = 0;
    for (int at = 0; at < end; at++) {
      boolean stands = mayBegin(text.charAt(at)) && openEnd(text, at) > 0;
      count += stands && !(at > 0 && quote(text.charAt(at - 1))) ? 1 : 0;
    }
    return count;
  }

  /// The same of a closing mark; a whole one too, while what follows it is not there.
  static boolean mayClose(StringBuilder text, int at) {
    for (Mark mark : ENDING) {
      boolean last = text.length() - at == mark.close.length() && stands(text, at, mark.close);
      if (last || begins(text, at, mark.close)) {
        return true;
      }
    }
    return false;
  }

  /// Where this mark's end stands in the text, outside quotes, or -1.
  int endIn(StringBuilder text, int from) {
    for (int at = from; at <= text.length() - close.length(); at++) {
      if (stands(text, at, close) && !quoted(text, at)) {
        return at;
      }
    }
    return -1;
  }

  /// How many characters at the text's end may belong to this mark's end, or to one more beginning:
  /// its beginning, the whole of it in an open quote, and the quote before it.
  int tail(StringBuilder text) {
    int from = Math.max(0, text.length() - close.length() - 1);
    for (int at = from; at < text.length(); at++) {
      boolean whole = at + close.length() == text.length() && stands(text, at, close);
      boolean begins = whole || begins(text, at, close) || begins(text, at, open);
      if (mayBegin(text.charAt(at)) && begins) {
        return text.length() - (at > 0 && quote(text.charAt(at - 1)) ? at - 1 : at);
      }
    }
    int last = text.length() - 1;
    return last >= 0 && quote(text.charAt(last)) ? 1 : 0;
  }

  /// Whether it stands between two quotes; without what follows that cannot be told, and is taken
  /// for yes.
  private boolean quoted(StringBuilder text, int at) {
    if (at == 0 || !quote(text.charAt(at - 1))) {
      return false;
    }
    int after = at + close.length();
    return after == text.length() || quote(text.charAt(after));
  }

  static boolean quote(char c) {
    return c == '`' || c == '"' || c == '\'' || c == '“' || c == '”' || c == '‘' || c == '’';
  }

  private static boolean stands(StringBuilder text, int at, String mark) {
    return text.length() - at >= mark.length() && same(text, at, mark, mark.length());
  }

  private static boolean begins(StringBuilder text, int at, String mark) {
    int length = text.length() - at;
    return length < mark.length() && same(text, at, mark, length);
  }

  private static boolean same(StringBuilder text, int at, String mark, int length) {
    for (int i = 0; i < length; i++) {
      char c = text.charAt(at + i);
      char lower = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
      if (lower != mark.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}

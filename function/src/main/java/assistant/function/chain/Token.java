package assistant.function.chain;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tokens with which a template parts turns, written out: `<|im_end|>`, `<|turn>`, `<｜…｜>`, a
/// few without bars; and the tags of an answer.
enum Token {
  /// One, wherever it stands.
  ONE(""),
  /// One that opens the model's own turn.
  OPENING("(?:(assistant|final|model|commentary)(?=[\\r\\n<]))?[\\r\\n]*"),
  /// One of a row of them, with the role that it names.
  FURTHER("(?:([A-Za-z]+)(?=[\\r\\n<]))?\\s*"),
  /// The tag that begins an answer, of a model that was taught to end its thoughts by one.
  TAG(
      Pattern.compile(
          "<(answer|response|output|final|final_answer|final_response|solution)>\\s*",
          Pattern.CASE_INSENSITIVE));

  /// There is none, and there will be none.
  static final int NONE = -2;

  /// More of the text has to come before it is clear.
  static final int UNKNOWN = -1;

  private static final List<String> OWN = List.of("assistant", "final", "model", "commentary");
  private static final Set<String> BOXES = Set.of("<|begin_of_box|>", "<|end_of_box|>");
  private static final Set<String> OTHERS = Set.of("<|user|>", "<|observation|>", "<|human|>");
  private static final Pattern FOREIGN =
      Pattern.compile("(?:user|system|human|tool|developer|observation)(?=[\\r\\n<:])");
  private static final Pattern CLOSES =
      Pattern.compile("(?i)(?!.*header).*(end|eot|eos|eom|return|stop|/s>).*");

  private final Pattern pattern;

  Token(Pattern pattern) {
    this.pattern = pattern;
  }

  Token(String then) {
    this(
        Pattern.compile(
            "(?:</s>|<eos>|<bos>|<(?:end|start)_of_turn>|<(?:turn|channel)\\|>|<[|｜][^\\s<>|｜]{1,40}[|｜]?>)"
                + then));
  }

  private Matcher at(CharSequence text, int at) {
    return pattern.matcher(text).region(at, text.length());
  }

  /// Where the one ends that begins there.
  int endAt(CharSequence text, int at) {
    Matcher matcher = at(text, at);
    if (matcher.lookingAt()) {
      return matcher.hitEnd() ? UNKNOWN : matcher.end();
    }
    return matcher.hitEnd() ? UNKNOWN : NONE;
  }

  /// Where a token that opens the answer ends; one before a space is a word about it.
  static int openingEnd(CharSequence text, int at) {
    int token = ONE.endAt(text, at);
    if (token < 0 || CLOSES.matcher(text.subSequence(at, token)).matches()) {
      return token == UNKNOWN ? UNKNOWN : NONE;
    }
    int end = OPENING.endAt(text, at);
    if (end < 0) {
      return end;
    }
    Matcher foreign = FOREIGN.matcher(text).region(end, text.length());
    boolean others = foreign.lookingAt() || OTHERS.contains(text.subSequence(at, token).toString());
    if (others || end < text.length() && text.charAt(end) == ' ') {
      return NONE;
    }
    return foreign.hitEnd() ? UNKNOWN : end;
  }

  /// What follows a token that begins and ends there: where a further turn of the model's begins;
  /// none for a text; `text.length()` for the turn of somebody else, which is none of the answer.
  static int turn(CharSequence text, int begin, int end) {
    int from = end;
    while (from < text.length() && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    if (OTHERS.contains(text.subSequence(begin, end).toString()) && from > end) {
      return text.length();
    }
    for (int at = from; ; ) {
      if (at == text.length()) {
        return UNKNOWN;
      }
      Matcher further = FURTHER.at(text, at);
      boolean stands = further.lookingAt();
      if (further.hitEnd()) {
        return UNKNOWN;
      }
      if (!stands) {
        return at == from ? NONE : at;
      }
      if (further.group(1) != null && !OWN.contains(further.group(1))) {
        return text.length();
      }
      at = further.end();
    }
  }

  /// Whether it stands around a word of an answer, as GLM's do.
  static boolean boxes(CharSequence token) {
    return BOXES.contains(token.toString());
  }
}

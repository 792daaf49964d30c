package assistant.function.chain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Keeps the chances of an answer's tokens in step with its text, which passes through hands that
/// hold back, take out and part: a token's are told once its text was said, and never when it was
/// thought.
public final class Chances {
  /// The attribute of a question's message by which a model is asked for them: how many tokens to
  /// name for each place.
  private static final Attribute WISH = new Attribute("top_logprobs");

  private static final int NAMED = 5;

  /// Of one answer; what comes after goes without.
  private static final int MOST_TOKENS = 4000;

  private static final int MOST_HELD = 1 << 16;

  /// Where something was taken out, the text goes on where so many bytes agree.
  private static final int AGREEING = 8;

  private enum Way {
    SAID,
    THOUGHT,
    LEFT_OUT
  }

  /// Bytes of tokens that were neither said nor thought yet, each as one character.
  private final StringBuilder held = new StringBuilder();

  private final Deque<Weighed> tokens = new ArrayDeque<>();
  private int passed;
  private boolean said;
  private boolean thought;
  private int heard;
  private Weighed part;

  /// The messages, with the wish that the answer to the last one be explained.
  static List<ChatMessage> asked(List<ChatMessage> messages) {
    return WISH.on(messages, NAMED);
  }

  /// How many tokens a request wants named for each place of the answer: mostly none.
  public static int wanted(ChatRequest request) {
    return WISH.of(request).orElse(0);
  }

  /// Tokens whose text is about to come.
  void heard(List<Weighed> more) {
    for (Weighed token : more) {
      if (heard < MOST_TOKENS
          && token.bytes().length > 0
          && held.length() + token.bytes().length <= MOST_HELD) {
        heard++;
        held.append(new String(token.bytes(), ISO_8859_1));
        tokens.add(token);
      }
    }
  }

  void thought(String text) {
    pass(text, Way.THOUGHT);
  }

  /// Those whose last byte is in this text.
  List<Chance> said(String text) {
    List<Chance> told = new ArrayList<>();
    for (Weighed token : pass(text, Way.SAID)) {
      part = part == null ? token : part.and(token);
      String whole = text(part.bytes());
      if (whole != null) {
        told.add(new Chance(whole, part.chance(), part.others()));
        part = null;
      }
    }
    return told;
  }

  private List<Weighed> pass(String text, Way way) {
    if (held.isEmpty()) {
      return List.of();
    }
    List<Weighed> due = new ArrayList<>();
    String wanted = new String(text.getBytes(UTF_8), ISO_8859_1);
    for (int at = 0; at < wanted.length() && !held.isEmpty(); ) {
      int same = same(wanted, at);
      if (same > 0) {
        at += same;
        take(same, way, due);
        continue;
      }
      int end = Math.min(at + AGREEING, wanted.length());
      int skipped = held.indexOf(wanted.substring(at, end));
      if (skipped < 0) {
        at++;
      } else {
        take(skipped, Way.LEFT_OUT, due);
      }
    }
    return due;
  }

  private int same(String wanted, int at) {
    int most = Math.min(held.length(), wanted.length() - at);
    int same = 0;
    while (same < most && held.charAt(same) == wanted.charAt(at + same)) {
      same++;
    }
    return same;
  }

  /// The next bytes are dealt with, in this way.
  private void take(int count, Way way, List<Weighed> due) {
    held.delete(0, count);
    for (int left = count; left > 0; ) {
      Weighed token = tokens.element();
      int step = Math.min(left, token.bytes().length - passed);
      left -= step;
      passed += step;
      said |= way == Way.SAID;
      thought |= way == Way.THOUGHT;
      if (passed == token.bytes().length) {
        tokens.remove();
        if (said && !thought) {
          due.add(token);
        }
        passed = 0;
        said = false;
        thought = false;
      }
    }
  }

  /// Null for a part of a character.
  private static String text(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return bytes.length > 16 ? new String(bytes, UTF_8) : null;
    }
  }
}

package assistant.function.chain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A token that a model has written, in its bytes, which may be a part of a character, and what it
/// was chosen from.
public record Weighed(byte[] bytes, double chance, List<Chance.Other> others) {
  /// What a model hands on before the text of its tokens, by `onUnmappedRawEvent`.
  public interface Event {
    List<Weighed> tokens();
  }

  private static final int MOST_OTHERS = 5;
  private static final int MOST_BYTES = 256;

  /// One that others stood beside by these logarithms of chances; the token itself may be among
  /// them.
  public static Weighed of(String token, byte[] bytes, double logarithm, Map<String, Double> top) {
    List<Chance.Other> others = new ArrayList<>();
    top.entrySet().stream()
        .filter(other -> !other.getKey().equals(token) && shown(other.getKey()))
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(MOST_OTHERS)
        .forEach(other -> others.add(new Chance.Other(other.getKey(), chance(other.getValue()))));
    byte[] own = bytes == null ? token.getBytes(StandardCharsets.UTF_8) : bytes;
    return new Weighed(
        own.length > MOST_BYTES ? Arrays.copyOf(own, MOST_BYTES) : own,
        chance(logarithm),
        List.copyOf(others));
  }

  /// With six digits; of what is no number, none.
  private static double chance(double logarithm) {
    double chance = Math.exp(logarithm);
    return chance > 0 ? digits(Math.min(1, chance)) : 0;
  }

  private static double digits(double chance) {
    return Math.rint(chance * 1e6) / 1e6;
  }

  /// A part of a character cannot be shown alone.
  private static boolean shown(String text) {
    return !text.isEmpty() && text.length() <= MOST_BYTES && text.indexOf('\uFFFD') < 0;
  }

  /// The token that an event of a model in process tells of, in the shape that OpenAI's
  /// log-probabilities have, made of Java's own maps; its bytes are an array.
  static List<Weighed> of(Object event) {
    if (event instanceof Event told) {
      return told.tokens();
    }
    if (!(event instanceof Map<?, ?> map
        && map.get("token") instanceof String token
        && map.get("logprob") instanceof Double logarithm)) {
      return List.of();
    }
    Map<String, Double> top = new LinkedHashMap<>();
    if (map.get("top_logprobs") instanceof List<?> entries) {
      for (Object entry : entries) {
        if (entry instanceof Map<?, ?> other
            && other.get("token") instanceof String text
            && other.get("logprob") instanceof Double likely) {
          top.putIfAbsent(text, likely);
        }
      }
    }
    return List.of(
        of(token, map.get("bytes") instanceof byte[] bytes ? bytes : null, logarithm, top));
  }

  /// Both as one, of what is only together a character.
  Weighed and(Weighed next) {
    byte[] joined = Arrays.copyOf(bytes, bytes.length + next.bytes.length);
    System.arraycopy(next.bytes, 0, joined, bytes.length, next.bytes.length);
    return new Weighed(joined, digits(chance * next.chance), others);
  }
}

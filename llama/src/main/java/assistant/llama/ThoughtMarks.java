package assistant.llama;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The marks around thoughts that a model's chat template speaks of.
record ThoughtMarks(List<Pair> pairs, boolean channels, List<String> trailing) {
  /// What opens thoughts and what ends them.
  record Pair(String open, String close) {}

  /// What a mark does.
  enum Kind {
    OPENING,
    CLOSING,
    CHANNEL,
    MESSAGE,
    END,
    WRAPPING
  }

  private static final Pair USUAL = new Pair("<think>", "</think>");
  private static final List<Pair> OTHERS =
      List.of(
          new Pair("[THINK]", "[/THINK]"),
          new Pair("<|START_THINKING|>", "<|END_THINKING|>"),
          new Pair("<seed:think>", "</seed:think>"),
          new Pair("<|inner_prefix|>", "<|inner_suffix|>"),
          new Pair("<|channel>thought", "<channel|>"),
          new Pair("<|think|>", "<|end|><|begin|>assistant<|content|>"));
  private static final String CHANNEL = "<|channel|>";
  private static final String MESSAGE = "<|message|>";
  private static final List<String> ENDS = List.of("<|end|>", "<|start|>");
  private static final List<String> WRAPPING = List.of("<response>", "</response>");

  static ThoughtMarks of(String template) {
    return new ThoughtMarks(
        Stream.concat(
                Stream.of(USUAL), OTHERS.stream().filter(pair -> template.contains(pair.open())))
            .toList(),
        template.contains(CHANNEL) && template.contains(MESSAGE),
        template.contains(WRAPPING.getFirst()) ? WRAPPING : List.of());
  }

  /// Whether this prompt has opened a channel of thoughts.
  boolean thinksAfter(String prompt) {
    String end = prompt.strip();
    int header = end.lastIndexOf(CHANNEL);
    return channels
        && end.endsWith(MESSAGE)
        && !end.substring(header + CHANNEL.length()).startsWith("final");
  }

  /// The closing mark that is awaited after this prompt; null where it opened no thoughts.
  String openedBy(String prompt) {
    String end = prompt.strip();
    return pairs.stream()
        .filter(pair -> end.endsWith(pair.open()))
        .map(Pair::close)
        .findFirst()
        .orElse(null);
  }

  List<String> openings() {
    List<String> all = new ArrayList<>(pairs.stream().map(Pair::open).toList());
    all.addAll(trailing);
    if (channels) {
      all.addAll(channelMarks());
    }
    return all;
  }

  List<String> channelMarks() {
    return channels
        ? Stream.concat(Stream.of(CHANNEL, MESSAGE), ENDS.stream()).toList()
        : List.of();
  }

  /// Whether this is a mark, or a part of one.
  boolean know(String token) {
    return Stream.concat(openings().stream(), pairs.stream().map(Pair::close))
        .anyMatch(mark -> mark.contains(token));
  }

  String closing(String open) {
    return pairs.stream()
        .filter(pair -> pair.open().equals(open))
        .findFirst()
        .orElseThrow()
        .close();
  }

  Kind kind(String mark) {
    if (channels) {
      if (mark.equals(CHANNEL)) {
        return Kind.CHANNEL;
      }
      if (mark.equals(MESSAGE)) {
        return Kind.MESSAGE;
      }
      if (ENDS.contains(mark)) {
        return Kind.END;
      }
    }
    if (WRAPPING.contains(mark)) {
      return Kind.WRAPPING;
    }
    return pairs.stream().anyMatch(pair -> pair.open().equals(mark)) ? Kind.OPENING : Kind.CLOSING;
  }
}

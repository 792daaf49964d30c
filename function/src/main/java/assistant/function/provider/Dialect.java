package assistant.function.provider;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How a request is put so that its server takes it: the name of the length, whether there is a
/// system's role and a stream, and which of the optional fields are left out.
record Dialect(String lengthField, boolean systemRole, boolean streams, Set<String> left) {
  static final String NEW_LENGTH = "max_completion_tokens";
  static final String OLD_LENGTH = "max_tokens";
  static final String USAGE = "stream_options";
  static final String EFFORT = "reasoning_effort";
  static final String CHANCES = "logprobs";
  static final Dialect OPENAI = new Dialect(NEW_LENGTH, true, true, Set.of());

  /// What a request may hold and does without, each with what is told of it, too, besides its name.
  private static final List<List<String>> OPTIONAL =
      List.of(
          List.of(USAGE, "include_usage"),
          List.of(
              EFFORT,
              "reasoning effort",
              "reasoning value",
              "reasoning is",
              "support reasoning",
              "support thinking",
              "thinking level",
              "thinking budget"),
          List.of("temperature"),
          List.of("top_p"),
          List.of("presence_penalty"),
          List.of("frequency_penalty"),
          List.of("seed"),
          List.of("stop"));

  Dialect {
    left = Set.copyOf(left);
  }

  /// What is known of a host before it is asked; few, as the rest is learned by asking.
  static Dialect of(String host) {
    return switch (host == null ? "" : host) {
      case "api.mistral.ai" -> OPENAI.withLength(OLD_LENGTH).without(USAGE);
      case "api.deepseek.com",
          "api.together.xyz",
          "api.moonshot.ai",
          "api.moonshot.cn",
          "api.z.ai",
          "integrate.api.nvidia.com" ->
          OPENAI.withLength(OLD_LENGTH);
      default -> OPENAI;
    };
  }

  /// Whether a request may hold this optional field.
  boolean takes(String field) {
    return !left.contains(field);
  }

  /// What the server takes by what it refused, if that is anything that can be left out or said in
  /// another way; `sent` are the names of the fields that the request held.
  Optional<Dialect> without(Complaint complaint, Set<String> sent) {
    Asking asking = new Asking(complaint);
    for (List<String> names : OPTIONAL) {
      String field = names.getFirst();
      if (takes(field)
          && (sent.contains(field) || field.equals(USAGE) || field.equals(EFFORT))
          && asking.refuses(names.toArray(String[]::new))) {
        return Optional.of(without(field));
      }
    }
    if (asking.refusesLength(lengthField)) {
      return Optional.of(withLength(lengthField.equals(NEW_LENGTH) ? OLD_LENGTH : NEW_LENGTH));
    }
    if (systemRole && asking.refusesSystem()) {
      return Optional.of(new Dialect(lengthField, false, streams, left));
    }
    if (streams && asking.refuses("stream", "streaming is", "support streaming")) {
      return Optional.of(new Dialect(lengthField, systemRole, false, without(USAGE).left));
    }
    return Optional.empty();
  }

  /// Without the wish for chances, if it is that which was refused.
  Optional<Dialect> withoutChances(Complaint complaint) {
    return takes(CHANCES) && new Asking(complaint).refuses(CHANCES, "top_logprobs")
        ? Optional.of(without(CHANCES))
        : Optional.empty();
  }

  /// The name that its owner set, if any.
  Dialect withLength(Optional<String> field) {
    return field.map(this::withLength).orElse(this);
  }

  private Dialect withLength(String field) {
    return new Dialect(field, systemRole, streams, left);
  }

  private Dialect without(String field) {
    Set<String> more = new HashSet<>(left);
    more.add(field);
    return new Dialect(lengthField, systemRole, streams, more);
  }

  /// The optional fields that the other one does without, besides.
  Set<String> lost(Dialect other) {
    Set<String> lost = new HashSet<>(other.left);
    lost.removeAll(left);
    return lost;
  }

  /// What is not sent any longer, or in another way, in words for the owner.
  String change(Dialect before) {
    if (before.streams && !streams) {
      return "refuses to stream; answers come whole.";
    }
    if (before.systemRole && !systemRole) {
      return "refuses a system message; it is put before the first question.";
    }
    if (!before.lengthField.equals(lengthField)) {
      return "refuses " + before.lengthField + "; " + lengthField + " is sent instead.";
    }
    String field = String.join(", ", before.lost(this));
    return "refuses "
        + field
        + "; "
        + switch (field) {
          case USAGE -> "answers are counted by their length.";
          case EFFORT -> "it is left out, so answers may think longer and cost more.";
          case CHANCES -> "answers come without their chances.";
          default -> "it is left out.";
        };
  }
}

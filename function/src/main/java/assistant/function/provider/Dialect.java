package assistant.function.provider;

import java.util.Optional;

/// How a request is put so that its server takes it: the name of the length, and which of the
/// optional fields it may hold.
record Dialect(
    String lengthField,
    boolean usage,
    boolean effort,
    boolean temperature,
    boolean systemRole,
    boolean streams,
    boolean chances) {
  static final String NEW_LENGTH = "max_completion_tokens";
  static final String OLD_LENGTH = "max_tokens";
  static final Dialect OPENAI = new Dialect(NEW_LENGTH, true, true, true, true, true, true);

  /// What is known of a host before it is asked; few, as the rest is learned by asking.
  static Dialect of(String host) {
    return switch (host == null ? "" : host) {
      case "api.mistral.ai" -> OPENAI.withOldLength().withoutUsage();
      case "api.deepseek.com",
          "api.together.xyz",
          "api.moonshot.ai",
          "api.moonshot.cn",
          "api.z.ai",
          "integrate.api.nvidia.com" ->
          OPENAI.withOldLength();
      default -> OPENAI;
    };
  }

  /// What the server takes by what it refused, if that is anything that can be left out or said in
  /// another way.
  Optional<Dialect> without(Complaint complaint) {
    return refused(complaint).filter(changed -> !changed.equals(this));
  }

  /// Without the wish for chances, if it is that which was refused.
  Optional<Dialect> withoutChances(Complaint complaint) {
    return chances && new Asking(complaint).refuses("logprobs", "top_logprobs")
        ? Optional.of(
            new Dialect(lengthField, usage, effort, temperature, systemRole, streams, false))
        : Optional.empty();
  }

  private Optional<Dialect> refused(Complaint complaint) {
    Asking asking = new Asking(complaint);
    if (usage && asking.refuses("stream_options", "include_usage")) {
      return Optional.of(withoutUsage());
    }
    if (effort && asking.refuses("reasoning_effort", "reasoning effort")) {
      return Optional.of(
          new Dialect(lengthField, usage, false, temperature, systemRole, streams, chances));
    }
    if (temperature && asking.refuses("temperature")) {
      return Optional.of(
          new Dialect(lengthField, usage, effort, false, systemRole, streams, chances));
    }
    if (asking.refusesLength(lengthField)) {
      return Optional.of(withLength(lengthField.equals(NEW_LENGTH) ? OLD_LENGTH : NEW_LENGTH));
    }
    if (systemRole && asking.refusesSystem()) {
      return Optional.of(
          new Dialect(lengthField, usage, effort, temperature, false, streams, chances));
    }
    if (streams && asking.refuses("stream")) {
      return Optional.of(
          new Dialect(lengthField, false, effort, temperature, systemRole, false, chances));
    }
    return Optional.empty();
  }

  /// The name that its owner set, if any.
  Dialect withLength(Optional<String> field) {
    return field.map(this::withLength).orElse(this);
  }

  private Dialect withLength(String field) {
    return new Dialect(field, usage, effort, temperature, systemRole, streams, chances);
  }

  private Dialect withOldLength() {
    return withLength(OLD_LENGTH);
  }

  private Dialect withoutUsage() {
    return new Dialect(lengthField, false, effort, temperature, systemRole, streams, chances);
  }

  /// What is not sent any longer, or in another way, in words for the owner.
  String change(Dialect before) {
    if (before.usage && !usage && streams) {
      return "refuses stream_options; answers are counted by their length.";
    }
    if (before.effort && !effort) {
      return "refuses reasoning_effort; it is left out, so answers may think longer and cost more.";
    }
    if (before.temperature && !temperature) {
      return "refuses temperature; it is left out.";
    }
    if (!before.lengthField.equals(lengthField)) {
      return "refuses " + before.lengthField + "; " + lengthField + " is sent instead.";
    }
    if (before.systemRole && !systemRole) {
      return "refuses a system message; it is put before the first question.";
    }
    if (before.chances && !chances) {
      return "refuses logprobs; answers come without their chances.";
    }
    return "refuses to stream; answers come whole.";
  }
}

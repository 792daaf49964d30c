package assistant.function.api.openai;

import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import assistant.function.problem.Refusal;

/// A field that cannot be met or read, refused by its name as OpenAI refuses it.
final class Unmet {
  /// The member of the problem that names it.
  static final String PARAM = "param";

  private Unmet() {}

  static Refusal field(String param, String words) {
    return new Refusal(new Problem(Code.BODY_INVALID, words).with(PARAM, param));
  }

  /// What no model behind this page does.
  static Refusal unsupported(String param) {
    return field(param, "\"" + param + "\" is not supported here.");
  }
}

package assistant.function.api;

import assistant.function.base.Env;

/// What the owner says of the API: pages of which origins may ask, and whether a program's system
/// message is taken, below the owner's.
public record ApiSettings(Origins origins, boolean systemMessages) {
  public static ApiSettings of(Env env) {
    return new ApiSettings(
        Origins.of(env.text("API_ORIGINS").orElse("")), env.flag("API_SYSTEM_MESSAGES", true));
  }
}

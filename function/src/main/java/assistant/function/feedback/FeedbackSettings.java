package assistant.function.feedback;

import assistant.function.base.Env;

/// What askers may say: whether they may rate answers, and send one with its question to the owner.
public record FeedbackSettings(boolean ratings, boolean sharing) {
  public static FeedbackSettings of(Env env) {
    return new FeedbackSettings(env.flag("RATINGS", true), env.flag("SHARING"));
  }

  /// The same where there is a table to keep it in, else nothing.
  public FeedbackSettings where(boolean table) {
    return table ? this : new FeedbackSettings(false, false);
  }
}

package assistant.function.api.openai;

import assistant.function.chain.Question;
import assistant.function.chain.Wishes;
import java.util.Map;

/// What a client asks of `/chat/completions`, or of `/responses`, once it is read: unknown wishes
/// that change nothing are left out, those that cannot be met were refused.
record CompletionRequest(
    Question question,
    Wishes wishes,
    boolean stream,
    boolean includeUsage,
    Map<String, String> metadata) {}

package assistant.function.chain;

import dev.langchain4j.model.chat.request.ChatRequest;

/// A question, made into what the model is sent.
public record Prompted(Grounded grounded, ChatRequest request) {}

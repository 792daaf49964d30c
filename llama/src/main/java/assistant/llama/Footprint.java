package assistant.llama;

/// What a model takes of a machine's memory, and what can be had for it: its weights a second time,
/// in the shape that the processor reads fastest, and room for more than one conversation.
record Footprint(long weights, long conversation, Machine machine) {
  private static final int KEPT_BYTES = 2;
  private static final long BESIDES = 512L << 20;

  /// More would hardly be used: answers are short, and most conversations too.
  private static final int MOST_CONVERSATIONS = 4;

  /// `context` tokens in each conversation.
  static Footprint of(LlamaModel model, int context, Machine machine) {
    String prefix = model.architecture() + ".";
    long layers = model.number(prefix + "block_count", 1);
    long heads = Math.max(1, model.number(prefix + "attention.head_count", 1));
    long kept = model.number(prefix + "attention.head_count_kv", (int) heads);
    int usual = (int) (model.number(prefix + "embedding_length", 1) / heads);
    long width =
        model.number(prefix + "attention.key_length", usual)
            + model.number(prefix + "attention.value_length", usual);
    return new Footprint(
        model.weightBytes(), layers * kept * width * KEPT_BYTES * context, machine);
  }

  /// Whether the weights fit into free memory twice, beside one conversation.
  static boolean fitsTwice(long fileBytes, Machine machine) {
    return machine.free() / 2 > fileBytes + BESIDES;
  }

  /// Throws an [IllegalArgumentException] when one conversation does not fit beside the weights.
  int conversations() {
    long left = machine.total() - weights;
    if (left < conversation) {
      throw new IllegalArgumentException(
          "it needs %d MB, and %d MB for a conversation; this machine has %d MB. Choose a smaller file, one with fewer bits, or a smaller LLAMA_CONTEXT"
              .formatted(weights >> 20, conversation >> 20, machine.total() >> 20));
    }
    long room = Math.min(machine.free(), left) / 4;
    return Math.clamp(room / Math.max(1, conversation), 1, MOST_CONVERSATIONS);
  }
}

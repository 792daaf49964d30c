package assistant.function.provider;

import assistant.function.chain.Weighed;
import java.util.List;

/// What one event of a chat completion says; every part may be absent, which is null, or empty for
/// texts.
///
/// `whole` is a text that stands for all that came before; `unread` are the words of an event that
/// holds them in a shape that nobody knows.
record Chunk(
    String model,
    String text,
    String whole,
    String thinking,
    Finish finish,
    Tally usage,
    Complaint complaint,
    boolean known,
    String unread,
    List<Weighed> chances) {}

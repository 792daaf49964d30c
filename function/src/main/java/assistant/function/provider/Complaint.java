package assistant.function.provider;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// An error in a provider's words, for the table of [Refusals] to look at and for nobody to read:
/// `words` is all it says, in lower case, codes first; `names` are the fields that it points at;
/// `status` is the HTTP status that it names, or 0.
record Complaint(
    int status, String code, String words, List<String> names, Optional<Duration> retryAfter) {
  static final Complaint NONE = new Complaint(0, "", "", List.of(), Optional.empty());

  boolean says(String word) {
    return words.contains(word);
  }

  /// The same, for a status that stands before it.
  Complaint at(int outer) {
    return new Complaint(outer, code, words, names, retryAfter);
  }

  /// The same, with the wait that a header asks for.
  Complaint after(Optional<Duration> header) {
    return header.isEmpty() ? this : new Complaint(status, code, words, names, header);
  }
}

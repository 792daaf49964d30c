package assistant.function.http;

import assistant.function.problem.Problem;
import java.io.IOException;
import java.util.Map;

/// The way back to one caller: an answer is sent whole, or begun and then written piece by piece.
/// Header names are in lower case.
public interface Exchange {
  void send(int status, Map<String, String> headers, byte[] body) throws IOException;

  /// Commits to a 200.
  Body begin(Map<String, String> headers) throws IOException;

  /// Whether something was sent, so that the status can no longer be changed: then only [#abort] is
  /// left.
  boolean begun();

  void abort(Problem problem) throws IOException;

  /// The rest of an answer that was begun. It ends by [#end] or [#fail], once.
  interface Body {
    /// Bytes that the caller shall see now.
    void write(byte[] bytes, int length) throws IOException;

    void end() throws IOException;

    /// Breaks the answer off, visibly.
    void fail(Problem problem) throws IOException;
  }
}

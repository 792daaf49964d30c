package assistant.local;

import java.io.InputStream;

/// A request's body of known length.
final class FixedBody extends MessageBody {
  FixedBody(InputStream in, long length) {
    super(in, length);
  }

  @Override
  long next() {
    return 0;
  }
}

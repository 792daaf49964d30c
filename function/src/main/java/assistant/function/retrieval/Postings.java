package assistant.function.retrieval;

import java.nio.ByteBuffer;

/// The passages in which one term stands, one after the other in their order.
final class Postings {
  private final ByteBuffer file;
  private final int end;
  private final int count;
  private int at;
  private int read;
  private int passage = -1;
  private int inText;
  private int inTitle;

  Postings(ByteBuffer file, int at, int passages) {
    this.file = file;
    this.at = at;
    this.end = passages;
    this.count = number();
    if (count < 0 || count > passages) {
      throw new DamagedIndex("a term in more passages than there are");
    }
  }

  int count() {
    return count;
  }

  boolean next() {
    if (read == count) {
      return false;
    }
    read++;
    passage += number() + 1;
    if (passage < 0 || passage >= end) {
      throw new DamagedIndex("a term in a passage that is not there");
    }
    int times = number();
    inText = times >>> 1;
    inTitle = (times & 1) == 0 ? 0 : number();
    return true;
  }

  int passage() {
    return passage;
  }

  int inText() {
    return inText;
  }

  int inTitle() {
    return inTitle;
  }

  private int number() {
    int number = 0;
    int shift = 0;
    int b;
    do {
      b = file.get(at++);
      number |= (b & 0x7F) << shift;
      shift += 7;
    } while (b < 0 && shift < 32);
    return number;
  }
}

package assistant.function.retrieval;

import java.nio.ByteBuffer;

/// The passages in which one term stands, one after the other in their order.
final class Postings {
  private final Numbers in;
  private final int end;
  private final int count;
  private int read;
  private int passage = -1;
  private int inText;
  private int inTitle;

  Postings(ByteBuffer file, int at, int passages) {
    this.in = new Numbers(file, at);
    this.end = passages;
    this.count = in.next();
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
    passage += in.next() + 1;
    if (passage < 0 || passage >= end) {
      throw new DamagedIndex("a term in a passage that is not there");
    }
    int times = in.next();
    inText = times >>> 1;
    inTitle = (times & 1) == 0 ? 0 : in.next();
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
}

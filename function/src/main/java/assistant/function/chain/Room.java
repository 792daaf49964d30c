package assistant.function.chain;

/// Where there is a budget, room in it for one more attempt after one that may have been billed.
@FunctionalInterface
public interface Room {
  /// Taken before the attempt is made; false when there is none.
  boolean forAnother() throws InterruptedException;
}

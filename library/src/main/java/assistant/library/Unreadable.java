package assistant.library;

/// A file that holds nothing to search; the message tells its owner why, as the end of a line.
final class Unreadable extends Exception {
  private static final long serialVersionUID = 1;

  Unreadable(String why) {
    super(why);
  }
}

package assistant.llama;

/// Words of a file's or of llama.cpp's, as one line for a log.
final class OneLine {
  private static final int MOST = 300;

  private OneLine() {}

  static String of(String words) {
    String line = words.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= MOST ? line : line.substring(0, MOST) + "…";
  }
}

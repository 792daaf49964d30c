package assistant.function.provider;

import java.io.IOException;

/// Server-sent events, by their standard: fields of lines, an empty line to send them off, comments
/// between. Two servers' slips are forgiven: a document after a document without an empty line, and
/// `error:` as a field of its own.
final class EventStream {
  private static final int LONGEST = 8 << 20;

  /// One event: its name, empty if it has none, and its data.
  record Event(String name, String data) {}

  private final EventLines lines;
  private final StringBuilder several = new StringBuilder();
  private String name = "";
  private String data;
  private String early;
  private final StringBuilder stray;
  private boolean over;

  /// `stray` takes the beginning of what is no event.
  EventStream(EventLines lines, StringBuilder stray) {
    this.lines = lines;
    this.stray = stray;
  }

  /// Null after the last. One that the stream's end leaves open counts: servers forget the last
  /// empty line.
  Event next() throws IOException {
    if (early != null) {
      start(early);
      early = null;
    }
    while (!over) {
      String line = begun(lines.next());
      if (line == null) {
        over = true;
      } else if (line.startsWith("data:")) {
        String value = value(line, 5);
        if (endsDocument() && (value.startsWith("{") || value.startsWith("[DONE]"))) {
          early = value;
          return event();
        }
        add(value);
      } else if (line.startsWith("event:")) {
        name = value(line, 6).strip();
      } else if (line.startsWith("error:")) {
        name = "error";
        add(value(line, 6));
      } else if (line.isEmpty()) {
        if (data != null && !data().isBlank()) {
          return event();
        }
        clear();
      } else if (stray.length() < 2000 && !field(line)) {
        stray.append(line, 0, Math.min(2000, line.length())).append('\n');
      }
    }
    return data == null || data().isBlank() ? null : event();
  }

  /// Streams that a gateway put one after the other each begin with a byte order mark; and some
  /// indent what they send.
  private static String begun(String line) {
    if (line == null || line.isEmpty()) {
      return line;
    }
    char first = line.charAt(0);
    if (first == ' ' || first == '\t') {
      String rest = line.stripLeading();
      return rest.startsWith("data:") ? rest : line;
    }
    if (first == 'D' || first == 'd' && line.startsWith("data ")) {
      return named(line);
    }
    return first == '\ufeff' ? line.substring(1) : line;
  }

  /// Written by hand, the field's name is in capitals, or a space parts it from its colon.
  private static String named(String line) {
    int colon = line.indexOf(':');
    boolean data = colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase("data");
    return data ? "data" + line.substring(colon) : line;
  }

  private static boolean field(String line) {
    return line.startsWith(":") || line.startsWith("id") || line.startsWith("retry");
  }

  private void start(String value) {
    data = value;
  }

  private void add(String value) throws IOException {
    if (data == null) {
      data = value;
      return;
    }
    if (several.isEmpty()) {
      several.append(data);
    }
    if (several.length() + value.length() > LONGEST) {
      throw new IOException("An event without an end.");
    }
    several.append('\n').append(value);
  }

  private boolean endsDocument() {
    return data != null
        && (several.isEmpty() ? data.endsWith("}") : several.charAt(several.length() - 1) == '}');
  }

  private String data() {
    return several.isEmpty() ? data : several.toString();
  }

  private Event event() {
    Event event = new Event(name, data());
    clear();
    return event;
  }

  private void clear() {
    name = "";
    data = null;
    several.setLength(0);
  }

  private static String value(String line, int from) {
    return line.startsWith(" ", from) ? line.substring(from + 1) : line.substring(from);
  }
}

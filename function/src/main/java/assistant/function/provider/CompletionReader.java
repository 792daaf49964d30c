package assistant.function.provider;

import assistant.function.chain.Weighed;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads the body of one successful response to its end, hands on what the model says, and tells
/// how it ended: server-sent events, a whole completion, or several one after the other.
final class CompletionReader {
  /// More characters for a token than any text has on the average: what is longer has passed its
  /// limit, whatever the server says.
  private static final int MOST_CHARS = 16;

  private static final Set<String> DONE = Set.of("[done]", "\"[done]\"", "data: [done]");

  /// How a body ended.
  enum Ending {
    WHOLE,
    CUT,
    COMPLAINED,
    /// It was no chat completion.
    FOREIGN
  }

  /// Takes what the model says and thinks, either of which may be empty; `end` when nothing more
  /// will count, before the connection is read to its own end.
  interface Listener {
    void heard(String model, String text, String thinking);

    /// Whether [#weighed] is wanted.
    default boolean explained() {
      return false;
    }

    /// What the tokens of the text that is heard next were chosen from.
    default void weighed(List<Weighed> tokens) {}

    void end();
  }

  private final InputStream body;
  private final Grace grace;
  private final Listener listener;
  private final long most;
  private final int limit;
  private final StringBuilder stray = new StringBuilder();
  private final ChoiceJson.Heard choice = new ChoiceJson.Heard();
  private Finish finish;
  private Tally usage;
  private Complaint complaint = Complaint.NONE;
  private Ending ending;
  private long said;
  private long heard;
  private boolean known;
  private boolean unread;
  private boolean over;

  /// Where in an event's data its last whole object ended.
  private int read;

  /// `limit` is the number of tokens that was asked for.
  CompletionReader(InputStream body, int limit, Listener listener) {
    this.body = body;
    this.grace = new Grace(body);
    this.listener = listener;
    this.limit = limit;
    this.most = (long) limit * MOST_CHARS;
  }

  Ending read() {
    try {
      EventLines lines = new EventLines(body);
      int first = lines.first();
      if (first == '{' || first == '[' || first == '"') {
        documents(lines.rest());
      } else if (first == '<') {
        ending = Ending.FOREIGN;
      } else {
        events(lines);
      }
    } catch (IOException e) {
      end(finish != null ? Ending.WHOLE : Ending.CUT);
    } finally {
      grace.end();
    }
    return ending;
  }

  private void events(EventLines lines) throws IOException {
    EventStream events = new EventStream(lines, stray);
    for (EventStream.Event event = events.next(); event != null; event = events.next()) {
      String data = event.data();
      if (data.length() <= 16 && DONE.contains(data.strip().toLowerCase(Locale.ROOT))) {
        end(finish == null ? unended() : Ending.WHOLE);
        drain(lines);
        return;
      }
      data(data, event.name().equals("error"));
      if (over) {
        return;
      }
    }
    end(finish == null ? unended() : Ending.WHOLE);
  }

  /// A connection is used again only when its response was read to the end.
  private void drain(EventLines lines) {
    grace.begin();
    try {
      while (lines.next() != null) {}
    } catch (IOException e) {
      // The answer was whole before.
    }
  }

  private Ending unended() {
    boolean foreign = !known && (unread || !stray.isEmpty());
    return foreign ? Ending.FOREIGN : Ending.CUT;
  }

  private void data(String data, boolean failed) throws IOException {
    read = 0;
    try (JsonParser json = CompletionJson.LENIENT.createParser(data)) {
      values(json, failed);
    } catch (JsonProcessingException e) {
      String rest = data.substring(read).stripLeading();
      if (rest.startsWith("data:")) {
        // A gateway framed what was framed already, or put two events into one line.
        data(rest.substring("data:".length()), failed);
      } else if (failed) {
        complain(ComplaintJson.of(data));
      } else {
        odd(data);
      }
    }
  }

  /// An event that is no JSON is passed over; a word alone is none that could be missed.
  private void odd(String data) {
    unread |= data.length() > 16;
    stray(data);
  }

  private void stray(String words) {
    if (stray.length() < 2000) {
      stray.append(words, 0, Math.min(2000, words.length())).append('\n');
    }
  }

  private int values(JsonParser json, boolean failed) throws IOException {
    int objects = 0;
    while (!over && json.nextToken() != null) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        chunk(ChunkJson.read(json, choice, failed, listener.explained()));
        objects++;
        read = (int) json.currentLocation().getCharOffset();
      } else if (json.currentToken() != JsonToken.START_ARRAY
          && json.currentToken() != JsonToken.END_ARRAY) {
        if (failed) {
          complain(ComplaintJson.of(json.getText()));
        } else if (json.getText().startsWith("{")) {
          // JSON that was written as a text once more.
          data(json.getText(), false);
          read = (int) json.currentLocation().getCharOffset();
          objects++;
        } else {
          odd(json.getText());
        }
      }
    }
    return objects;
  }

  /// JSON without the frame of events: one document is whole without a finish reason.
  private void documents(InputStream in) throws IOException {
    try (JsonParser json = CompletionJson.LENIENT.createParser(in)) {
      int objects = values(json, false);
      if (objects == 1 && said > 0 && finish == null && !over) {
        finish = Finish.OTHER;
      }
    } catch (JsonEOFException e) {
      end(finish != null ? Ending.WHOLE : Ending.CUT);
    } catch (JsonProcessingException e) {
      unread |= !known;
    }
    end(finish != null ? Ending.WHOLE : known ? Ending.CUT : Ending.FOREIGN);
  }

  private void chunk(Chunk chunk) {
    known |= chunk.known();
    if (!chunk.unread().isEmpty()) {
      unread = true;
      stray(chunk.unread());
    }
    String text = chunk.text().isEmpty() && said == 0 ? chunk.whole() : chunk.text();
    boolean passed = heard + text.length() + chunk.thinking().length() > most;
    text = passed ? cut(text, most - heard) : text;
    said += text.length();
    heard += text.length() + chunk.thinking().length();
    if (!text.isEmpty() || !chunk.thinking().isEmpty()) {
      if (!chunk.chances().isEmpty() && !text.isEmpty()) {
        listener.weighed(chunk.chances());
      }
      listener.heard(chunk.model(), text, chunk.thinking());
    }
    if (chunk.usage() != null) {
      usage = Tally.larger(usage, chunk.usage());
      passed |=
          chunk.finish() == null && finish == null && usage.output() > limit + limit / 4 + 16L;
    }
    if (passed) {
      finish = Finish.LENGTH;
      end(Ending.WHOLE);
    } else if (chunk.complaint() != null) {
      complain(chunk.complaint());
    } else if (chunk.finish() == Finish.ERROR) {
      complain(Complaint.NONE);
    } else if (chunk.finish() != null) {
      grace.begin();
      finish = Finish.heavier(finish, chunk.finish());
    }
  }

  private static String cut(String text, long most) {
    if (text.length() <= most) {
      return text;
    }
    int end = (int) Math.max(0, most);
    boolean half = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, half ? end - 1 : end);
  }

  /// After a finish reason it is too late for an error.
  private void complain(Complaint told) {
    if (finish == null && !over) {
      complaint = told;
      end(Ending.COMPLAINED);
    }
  }

  private void end(Ending how) {
    if (!over) {
      over = true;
      ending = how;
      if (how == Ending.WHOLE) {
        listener.end();
      }
    }
  }

  Finish finish() {
    return finish;
  }

  /// Null when there is no count, or none that can be true.
  Tally usage() {
    return usage != null && usage.plausible(heard) ? usage : null;
  }

  Complaint complaint() {
    return ending == Ending.FOREIGN ? ComplaintJson.of(stray.toString()) : complaint;
  }

  /// Whether anything came that was meant for the reader.
  boolean silent() {
    return heard == 0;
  }

  boolean unread() {
    return unread || stray.indexOf("{") >= 0;
  }
}

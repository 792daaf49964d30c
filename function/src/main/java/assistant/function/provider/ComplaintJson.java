package assistant.function.provider;

import assistant.function.base.Json;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads an error in whatever shape: object, array, string, nested in others, or JSON within a
/// string; and gathers what it says by the names of its fields.
final class ComplaintJson {
  private static final int MOST_WORDS = 8000;
  private static final int DEEPEST = 12;

  /// Codes that say that all is well.
  private static final String SUCCESS = "20\\d|20{3,4}";

  /// Words in an error's place that say that there is none.
  private static final Set<String> NOTHING =
      Set.of("success", "ok", "none", "null", "no error", "false");

  private final StringBuilder codes = new StringBuilder();
  private final StringBuilder messages = new StringBuilder();
  private final List<String> names = new ArrayList<>(2);
  private int status;
  private String code = "";
  private Optional<Duration> retryAfter = Optional.empty();
  private int depth;
  private boolean detailed;

  /// What the body of a refusal says, JSON or not.
  static Complaint of(String text) {
    ComplaintJson complaint = new ComplaintJson();
    complaint.nested(text);
    return complaint.done();
  }

  /// The same complaint, or a first one, with what the value at which the parser stands says; null
  /// while that is nothing.
  static ComplaintJson besides(ComplaintJson complaint, String field, JsonParser json)
      throws IOException {
    ComplaintJson read = complaint == null ? new ComplaintJson() : complaint;
    read.value(field, json);
    return read.empty() ? null : read;
  }

  /// What stands beside the error itself is said of it, too.
  void beside(ComplaintJson other) {
    status = status == 0 ? other.status : status;
    code = code.isEmpty() ? other.code : code;
    codes.append(other.codes);
    messages.append(other.messages);
    names.addAll(other.names);
    retryAfter = retryAfter.or(() -> other.retryAfter);
  }

  /// The value at which the parser stands, which is left at its end.
  void value(String field, JsonParser json) throws IOException {
    if (++depth > DEEPEST) {
      json.skipChildren();
    } else if (json.currentToken() == JsonToken.START_OBJECT) {
      Json.fields(json, name -> value(name, json));
    } else if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
        value(field, json);
      }
    } else if (json.currentToken() != JsonToken.VALUE_NULL) {
      scalar(field, json.getText());
    }
    depth--;
  }

  void scalar(String field, String text) {
    if (NOTHING.contains(text.strip().toLowerCase(Locale.ROOT))) {
      return;
    }
    switch (plain(field)) {
      case "code",
          "type",
          "status",
          "reason",
          "errortype",
          "errorcode",
          "statuscode",
          "httpcode",
          "httpstatus",
          "httpstatuscode" ->
          code(text.strip());
      case "detail", "errormsg" -> {
        detailed |= !text.isBlank();
        nested(text);
      }
      case "param", "loc", "parameter", "field" -> names.add(text.toLowerCase(Locale.ROOT));
      case "retrydelay", "retryafter", "retryafterseconds", "estimatedtime", "resetsinseconds" ->
          retryAfter = retryAfter.or(() -> RetryAfter.header(text));
      case "retryafterms" -> retryAfter = retryAfter.or(() -> RetryAfter.header(text + "ms"));
      // OpenRouter's, of headers within a body.
      case "xratelimitreset" -> retryAfter = retryAfter.or(() -> RetryAfter.header(text));
      default -> nested(text);
    }
  }

  /// Fields are named with and without lines between their words.
  private static String plain(String field) {
    return field.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /// Whether it is an error at all, where only its words can tell: by a status, a number that is
  /// none of success, or a code that is an error's.
  boolean saysError() {
    String told = codes.toString().toLowerCase(Locale.ROOT);
    return status != 0
        || detailed
        || told.matches("(?s).*(error|exception|fail|invalid|denied|unauthor|forbidden|throttl).*")
        || told.lines().anyMatch(line -> line.matches("-?\\d{3,9}"));
  }

  private void code(String text) {
    if (text.matches(SUCCESS)) {
      return;
    }
    if (text.matches("[45]\\d\\d")) {
      status = status == 0 ? Integer.parseInt(text) : status;
    } else if (code.isEmpty() && text.matches("[A-Za-z][A-Za-z0-9_.-]{0,47}")) {
      code = text;
    }
    append(codes, text);
  }

  /// Proxies put what the server behind them said, JSON again, into a message of theirs.
  private void nested(String text) {
    int brace = text.indexOf('{');
    if (brace >= 0 && depth < DEEPEST && text.lastIndexOf('}') > brace) {
      try (JsonParser json =
          CompletionJson.LENIENT.createParser(text.substring(brace, text.lastIndexOf('}') + 1))) {
        json.nextToken();
        value("", json);
      } catch (IOException e) {
        // Then it is words.
      }
    }
    append(messages, text);
  }

  private static void append(StringBuilder words, String text) {
    if (words.length() < MOST_WORDS && !text.isBlank() && !text.equals("0")) {
      words.append(text, 0, Math.min(text.length(), MOST_WORDS)).append('\n');
    }
  }

  boolean empty() {
    return codes.isEmpty() && messages.isEmpty() && status == 0;
  }

  Complaint done() {
    String words = (codes + "\n" + messages).toLowerCase(Locale.ROOT);
    return new Complaint(
        status, code, words, List.copyOf(names), retryAfter.or(() -> RetryAfter.in(words)));
  }
}

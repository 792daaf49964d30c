package assistant.function.api.ask;

import assistant.function.api.RequestBody;
import assistant.function.feedback.Vote;
import assistant.function.http.Request;
import assistant.function.problem.Code;
import assistant.function.problem.Refusal;
import com.fasterxml.jackson.core.JsonToken;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what an asker says of an answer: an object of strings, of which none may be unknown.
final class FeedbackReader {
  private FeedbackReader() {}

  /// The fields of this name, at most so many bytes of them.
  static Map<String, String> fields(Request request, int mostBytes, List<String> known) {
    String text = RequestBody.text(request, mostBytes);
    String type = request.header("content-type").orElse("");
    if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      throw new Refusal(Code.MEDIA_TYPE_UNSUPPORTED, "Send it as application/json.");
    }
    Map<String, String> fields = new HashMap<>();
    RequestBody.object(
        text,
        (json, field) -> {
          expect(known.contains(field), "The fields are " + String.join(", ", known) + ".");
          expect(
              json.currentToken() == JsonToken.VALUE_STRING,
              "The field \"" + field + "\" must be a string.");
          fields.put(field, RequestBody.unicode(json.getText()));
        });
    return fields;
  }

  static String needed(Map<String, String> fields, String name) {
    String value = fields.getOrDefault(name, "");
    expect(!value.isBlank(), "The field \"" + name + "\" is missing.");
    return value;
  }

  static Vote vote(Map<String, String> fields) {
    String rating = needed(fields, "rating");
    expect(rating.equals("up") || rating.equals("down"), "A rating is \"up\" or \"down\".");
    Optional<Vote.Reason> reason =
        Optional.ofNullable(fields.get("reason")).map(FeedbackReader::reason);
    boolean up = rating.equals("up");
    expect(!up || reason.isEmpty(), "Only \"down\" has a reason.");
    return new Vote(up, reason);
  }

  private static Vote.Reason reason(String text) {
    return Arrays.stream(Vote.Reason.values())
        .filter(reason -> reason.wire().equals(text))
        .findFirst()
        .orElseThrow(() ->
            new Refusal(
                Code.BODY_INVALID,
                "A reason is wrong, not_what_i_asked, incomplete, too_long, slow_or_broken or other."));
  }

  private static void expect(boolean held, String detail) {
    if (!held) {
      throw new Refusal(Code.BODY_INVALID, detail);
    }
  }
}

package assistant.function.provider;

import assistant.function.base.Json;
import assistant.function.chain.ModelFailure;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// What a provider says with an error: of its words only the short code is kept, of its headers
/// only `Retry-After`.
final class ErrorBody {
  private static final int READ = 64 << 10;

  private ErrorBody() {}

  static ModelFailure failure(int status, HttpHeaders headers, InputStream body) {
    String text = "";
    try {
      text = new String(body.readNBytes(READ), StandardCharsets.UTF_8);
    } catch (IOException e) {
      // The status says enough.
    }
    Optional<Duration> wait = headers.firstValue("retry-after").flatMap(ErrorBody::wait);
    return ModelFailure.status(status, code(text), wait);
  }

  /// An error in the midst of a stream that began with success.
  static ModelFailure failure(String json) {
    String code = code(json);
    int status =
        switch (code) {
          case "rate_limit_exceeded", "rate_limit_error", "429" -> 429;
          case "context_length_exceeded", "400" -> 400;
          default -> 500;
        };
    return ModelFailure.status(status, code, Optional.empty());
  }

  /// The field `code`, else `type`, of `{"error": …}` or of the object itself.
  private static String code(String text) {
    String code = "";
    String type = "";
    try (JsonParser json = Json.TRUSTED.createParser(text)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.FIELD_NAME) {
          String field = json.currentName();
          JsonToken value = json.nextToken();
          if (field.equals("code") && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
            code = json.getText();
          } else if (field.equals("type") && value == JsonToken.VALUE_STRING) {
            type = json.getText();
          }
        }
      }
    } catch (IOException e) {
      // Not JSON: the status says enough.
    }
    String word = code.isEmpty() ? type : code;
    return word.matches("[A-Za-z0-9_.-]{1,64}") ? word : "";
  }

  private static Optional<Duration> wait(String header) {
    try {
      return Optional.of(
          Duration.ofMillis(Math.max(0, (long) (Double.parseDouble(header.strip()) * 1000))));
    } catch (NumberFormatException e) {
      return until(header);
    }
  }

  private static Optional<Duration> until(String date) {
    try {
      Instant then =
          ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(Instant.now(), then);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}

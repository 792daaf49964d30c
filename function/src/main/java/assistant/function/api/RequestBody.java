package assistant.function.api;

import assistant.function.base.Json;
import assistant.function.chain.Limits;
import assistant.function.http.Request;
import assistant.function.problem.Code;
import assistant.function.problem.Refusal;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// What a request brings: text in UTF-8 that is not too long, or one JSON object; all else is
/// refused.
public final class RequestBody {
  private RequestBody() {}

  /// Reads the value of one field, at which the parser stands.
  public interface Field {
    void read(JsonParser json, String name) throws IOException;
  }

  public static String text(Request request) {
    return text(request, Limits.BODY_BYTES);
  }

  public static String text(Request request, int mostBytes) {
    String coding = request.header("content-encoding").orElse("identity").strip();
    if (!coding.isEmpty() && !coding.equalsIgnoreCase("identity")) {
      throw new Refusal(
          Code.MEDIA_TYPE_UNSUPPORTED,
          "Compressed bodies are not read: send it without Content-Encoding.");
    }
    byte[] body = request.body();
    if (body.length > mostBytes) {
      throw new Refusal(
          Code.BODY_TOO_LARGE,
          "The body has %d bytes; at most %d are read.".formatted(body.length, mostBytes));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw invalid("The body is not valid UTF-8 text.");
    }
  }

  /// The fields of the one object that the text holds.
  public static void object(String text, Field field) {
    try (JsonParser json = Json.STRICT.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw invalid("The JSON body must be an object.");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        field.read(json, name);
      }
      if (json.nextToken() != null) {
        throw invalid("There is something behind the JSON object.");
      }
    } catch (JsonProcessingException e) {
      throw invalid("The body is not valid JSON.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// JSON can escape half a character, which no model could be sent.
  public static String unicode(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw invalid("A string holds half of a Unicode character.");
    }
    return text;
  }

  private static Refusal invalid(String words) {
    return new Refusal(Code.BODY_INVALID, words);
  }
}

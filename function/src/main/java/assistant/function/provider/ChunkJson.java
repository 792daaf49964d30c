package assistant.function.provider;

import assistant.function.base.Json;
import assistant.function.chain.Weighed;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/// Reads one event of a chat completion, once, into a [Chunk]: a delta, a whole message or a whole
/// completion, in the shapes that servers have for them.
final class ChunkJson {
  private final JsonParser json;
  private final Words text = new Words();
  private final Words whole = new Words();
  private final Words thinking = new Words();
  private final Words details = new Words();
  private final Words outside = new Words();
  private final Words unknown = new Words();
  private String model;
  private Finish finish;
  private Tally usage;
  private ComplaintJson complaint;
  private ComplaintJson loose;
  private boolean choices;
  private boolean known;
  private boolean failed;
  private boolean repeats;
  private boolean explained;
  private List<Weighed> chances = List.of();

  private ChunkJson(JsonParser json) {
    this.json = json;
  }

  /// The object at which the parser stands; `failed` says that the server calls it an error,
  /// `explained` that chances were asked for.
  static Chunk read(JsonParser json, boolean failed, boolean explained) throws IOException {
    ChunkJson chunk = new ChunkJson(json);
    chunk.failed = failed;
    chunk.explained = explained;
    Json.fields(json, chunk::top);
    return chunk.chunk();
  }

  private Chunk chunk() {
    if (complaint == null && !choices && loose != null && (failed || loose.saysError())) {
      complaint = loose;
    }
    Complaint told = complaint == null ? null : complaint.done();
    if (told == null && failed) {
      told = Complaint.NONE;
    }
    if (!choices && told == null && !repeats) {
      text.add(outside.text());
    }
    boolean silent = text.isEmpty() && whole.isEmpty() && thinking.isEmpty() && details.isEmpty();
    boolean unread =
        silent && told == null && finish == null && usage == null && !unknown.isEmpty();
    return new Chunk(
        model,
        text.text(),
        whole.text(),
        thinking.isEmpty() ? details.text() : thinking.text(),
        finish,
        usage,
        told,
        known || choices || !silent,
        unread,
        chances);
  }

  private void top(String field) throws IOException {
    switch (field) {
      case "choices", "candidates" -> choices();
      case "model" -> model = json.getValueAsString();
      case "usage", "usage_metadata", "usageMetadata" -> usage = Tally.larger(usage, usage());
      case "x_groq" -> Json.fields(json, this::groq);
      case "error", "errors", "Output", "base_resp" -> error(field);
      case "id", "created", "system_fingerprint", "service_tier", "obfuscation" ->
          json.skipChildren();
      case "object" -> object();
      case "type" -> type();
      case "code",
          "status",
          "__type",
          "detail",
          "msg",
          "error_code",
          "error_msg",
          "reason",
          "error_type",
          "param" ->
          loose(field);
      case "message", "Message" -> message(field);
      case "delta",
          "content",
          "text",
          "response",
          "output_text",
          "generated_text",
          "completion",
          "token",
          "output",
          "answer",
          "result" ->
          new Parts(json, outside, thinking).value(field);
      case "reasoning", "reasoning_content", "thinking" ->
          new Parts(json, thinking, thinking).value(field);
      case "finish_reason", "finishReason", "done_reason", "stop_reason" -> finish();
      default -> unknown(field);
    }
  }

  private void groq(String field) throws IOException {
    switch (field) {
      case "usage" -> usage = Tally.larger(usage, usage());
      case "error" -> error(field);
      default -> json.skipChildren();
    }
  }

  private void object() throws IOException {
    String object = json.getValueAsString("");
    failed |= object.equals("error");
    known |= object.contains("completion");
    json.skipChildren();
  }

  /// Of events with a type only a delta is new; what is done says all of it once more.
  private void type() throws IOException {
    String type = json.getValueAsString("");
    repeats = type.startsWith("response.") && !type.endsWith(".delta");
    loose("type");
  }

  private void error(String field) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_FALSE) {
      return;
    }
    ComplaintJson read = complaint == null ? new ComplaintJson() : complaint;
    boolean success = field.equals("base_resp") || field.equals("Output");
    read.value(success ? "" : "message", json);
    if (!read.empty() && (!success || read.saysError())) {
      complaint = read;
    }
  }

  private void loose(String field) throws IOException {
    if (loose == null) {
      loose = new ComplaintJson();
    }
    loose.value(field, json);
  }

  /// Words about an error, or a message of the model's.
  private void message(String field) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      loose("message");
      unknown.add(field);
    } else {
      new Parts(json, outside, thinking).value(field);
    }
  }

  private void unknown(String field) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING && json.getTextLength() > 0) {
      unknown.add(field);
    } else {
      json.skipChildren();
    }
  }

  private void choices() throws IOException {
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
        choice();
      }
    } else {
      choice();
    }
  }

  private void choice() throws IOException {
    choices = true;
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      text.add(json.getText());
      return;
    }
    int before = text.length();
    Words legacy = new Words();
    Json.fields(
        json,
        field -> {
          switch (field) {
            case "delta" -> new Parts(json, text, thinking).message(details, unknown);
            case "message" -> new Parts(json, whole, thinking).message(details, unknown);
            case "text", "content" -> new Parts(json, legacy, thinking).value(field);
            case "finish_reason", "finishReason", "stop_reason" -> finish();
            case "error" -> error(field);
            case "logprobs" -> chances = explained ? ChancesJson.read(json) : skipped();
            // Moonshot's place for it.
            case "usage" -> usage = Tally.larger(usage, usage());
            default -> json.skipChildren();
          }
        });
    if (text.length() == before) {
      text.add(legacy.text());
    }
  }

  private List<Weighed> skipped() throws IOException {
    json.skipChildren();
    return List.of();
  }

  /// A word, or an object that holds one.
  private void finish() throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      Json.fields(
          json,
          field -> {
            if (field.equals("type") || field.equals("reason")) {
              finish();
            } else {
              json.skipChildren();
            }
          });
    } else if (json.currentToken() == JsonToken.VALUE_STRING) {
      finish = Finish.heavier(finish, Finish.of(json.getText()));
    } else {
      json.skipChildren();
    }
  }

  private Tally usage() throws IOException {
    long[] counts = {-1, -1};
    boolean[] negative = {false};
    Json.fields(
        json,
        field -> {
          switch (field) {
            case "prompt_tokens", "input_tokens", "promptTokenCount" -> count(counts, 0, negative);
            case "completion_tokens", "output_tokens", "candidatesTokenCount" ->
                count(counts, 1, negative);
            default -> json.skipChildren();
          }
        });
    return negative[0] ? null : new Tally(counts[0], counts[1]);
  }

  private void count(long[] counts, int part, boolean[] negative) throws IOException {
    double number =
        json.currentToken() == JsonToken.VALUE_NUMBER_INT
                || json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
            ? json.getDoubleValue()
            : json.getValueAsDouble(Double.NaN);
    json.skipChildren();
    negative[0] |= number < 0;
    counts[part] = Double.isNaN(number) ? -1 : (long) number;
  }
}

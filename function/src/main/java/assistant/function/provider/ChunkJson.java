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
  private final ChoiceJson.Heard heard;
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

  private ChunkJson(JsonParser json, ChoiceJson.Heard heard) {
    this.json = json;
    this.heard = heard;
  }

  /// The object at which the parser stands; `failed` says that the server calls it an error,
  /// `explained` that chances were asked for.
  static Chunk read(JsonParser json, ChoiceJson.Heard heard, boolean failed, boolean explained)
      throws IOException {
    ChunkJson chunk = new ChunkJson(json, heard);
    chunk.failed = failed;
    chunk.explained = explained;
    Json.fields(json, chunk::top);
    return chunk.chunk();
  }

  private Chunk chunk() {
    if (!choices && loose != null) {
      if (complaint != null) {
        complaint.beside(loose);
      } else if (failed || loose.saysError()) {
        complaint = loose;
      }
    }
    Complaint told = complaint == null ? null : complaint.done();
    if (told == null && failed) {
      told = Complaint.NONE;
    }
    if (!choices && told == null && !repeats) {
      text.add(outside.text());
    }
    boolean silent = text.isEmpty() && whole.isEmpty() && thinking.isEmpty() && details.isEmpty();
    boolean nothing = silent && told == null && finish == null && usage == null;
    return new Chunk(
        model,
        text.text(),
        whole.text(),
        thinking.isEmpty() ? details.text() : thinking.text(),
        finish,
        usage,
        told,
        known || choices || !silent,
        nothing ? unknown.text() : "",
        chances);
  }

  private void top(String field) throws IOException {
    switch (field) {
      case "choices", "candidates" -> choices();
      case "model" -> model = json.getValueAsString();
      case "usage", "usage_metadata", "usageMetadata" -> counted(UsageJson.read(json));
      case "prompt_eval_count", "eval_count", "tokens_evaluated", "tokens_predicted" ->
          counted(UsageJson.beside(field, json));
      case "x_groq" -> Json.fields(json, this::groq);
      case "error", "errors", "fault", "Output", "base_resp" -> error(field);
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
      case "content", "text", "output_text", "completion", "token", "answer" ->
          new Parts(json, outside, thinking).value(field);
      case "delta" -> delta();
      case "response", "output", "result", "data" -> within(field);
      case "generated_text" -> new Parts(json, whole, thinking).value(field);
      case "reasoning", "reasoning_content", "thinking" ->
          new Parts(json, thinking, thinking).value(field);
      case "finish_reason", "finishReason", "done_reason", "stop_reason", "finish_details" ->
          ended(FinishJson.read(json));
      case "details" -> Json.fields(json, this::detail);
      case "promptFeedback" -> Json.fields(json, this::feedback);
      case "stop", "done", "is_end", "is_finished" ->
          ended(json.currentToken() == JsonToken.VALUE_TRUE ? Finish.STOP : skipped());
      case "stop_type" ->
          ended("limit".equals(json.getValueAsString()) ? Finish.LENGTH : skipped());
      default -> other(field);
    }
  }

  /// AWS names an event for the exception that it is.
  private void other(String field) throws IOException {
    if (field.endsWith("Exception") && json.currentToken() == JsonToken.START_OBJECT) {
      complaint = complaint == null ? new ComplaintJson() : complaint;
      complaint.scalar("type", field);
      complaint.value("", json);
    } else {
      unknown();
    }
  }

  /// Without a choice around it.
  private void delta() throws IOException {
    Words ended = new Words();
    new Parts(json, outside, thinking).message(details, unknown, ended);
    ended(Finish.of(ended.text()));
  }

  private void counted(Tally tally) {
    usage = Tally.larger(usage, tally);
  }

  private Finish skipped() throws IOException {
    json.skipChildren();
    return null;
  }

  /// Gateways put a server's event into one of their own.
  private void within(String field) throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      Json.fields(json, this::top);
    } else if (field.equals("data")) {
      unknown();
    } else {
      new Parts(json, outside, thinking).value(field);
    }
  }

  /// TGI's place for it.
  private void detail(String field) throws IOException {
    ended(field.equals("finish_reason") ? FinishJson.read(json) : skipped());
  }

  /// Gemini's own word for a question that its filter refused.
  private void feedback(String field) throws IOException {
    boolean blocked = field.equals("blockReason") && Finish.of(json.getValueAsString()) != null;
    ended(blocked ? Finish.CONTENT_FILTER : skipped());
  }

  private void groq(String field) throws IOException {
    switch (field) {
      case "usage" -> counted(UsageJson.read(json));
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
    boolean success = field.equals("base_resp") || field.equals("Output");
    ComplaintJson read = ComplaintJson.besides(complaint, success ? "" : "message", json);
    if (read != null && (!success || read.saysError())) {
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
      unknown.add(json.getText());
      loose("message");
    } else {
      new Parts(json, outside, thinking).value(field);
    }
  }

  private void unknown() throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      unknown.add(json.getText());
    } else {
      json.skipChildren();
    }
  }

  private void choices() throws IOException {
    choices = true;
    if (json.currentToken() == JsonToken.START_ARRAY) {
      int place = 0;
      while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
        choice(ChoiceJson.read(json, place++, heard, explained));
      }
    } else {
      choice(ChoiceJson.read(json, 0, heard, explained));
    }
  }

  private void choice(ChoiceJson choice) {
    text.add(choice.text.text());
    whole.add(choice.whole.text());
    thinking.add(choice.thinking.text());
    details.add(choice.details.text());
    unknown.add(choice.unknown.text());
    ended(choice.finish);
    usage = Tally.larger(usage, choice.usage);
    complaint = complaint == null ? choice.complaint : complaint;
    chances = choice.chances.isEmpty() ? chances : choice.chances;
  }

  private void ended(Finish reason) {
    finish = Finish.heavier(finish, reason);
  }
}

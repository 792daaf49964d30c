package assistant.function.provider;

import assistant.function.base.Json;
import assistant.function.chain.Weighed;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a choice's `logprobs`: OpenAI's list of tokens, or the older lists side by side. What is
/// thought is in lists of other names, and stays unread; a token without a number is left out.
final class ChancesJson {
  private final JsonParser json;
  private final List<Weighed> tokens = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<Double> logarithms = new ArrayList<>();
  private final List<Map<String, Double>> tops = new ArrayList<>();

  private ChancesJson(JsonParser json) {
    this.json = json;
  }

  /// The value at which the parser stands.
  static List<Weighed> read(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return List.of();
    }
    ChancesJson chances = new ChancesJson(json);
    Json.fields(json, chances::field);
    for (int i = 0; i < Math.min(chances.texts.size(), chances.logarithms.size()); i++) {
      Map<String, Double> top = i < chances.tops.size() ? chances.tops.get(i) : Map.of();
      chances.add(chances.texts.get(i), null, chances.logarithms.get(i), top);
    }
    return chances.tokens;
  }

  private void field(String field) throws IOException {
    switch (field) {
      case "content", "refusal" -> each(() -> token());
      case "tokens" -> each(() -> texts.add(json.getValueAsString("")));
      case "token_logprobs" -> each(() -> logarithms.add(number()));
      case "top_logprobs" -> each(() -> tops.add(top()));
      default -> json.skipChildren();
    }
  }

  private interface Element {
    void read() throws IOException;
  }

  private void each(Element element) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
      element.read();
      json.skipChildren();
    }
  }

  private void token() throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    Entry entry = new Entry();
    Map<String, Double> top = new LinkedHashMap<>();
    Json.fields(
        json,
        field -> {
          if (field.equals("top_logprobs")) {
            each(() -> other(top));
          } else {
            entry.field(field);
          }
        });
    if (entry.text != null) {
      add(entry.text, entry.bytes, entry.logarithm, top);
    }
  }

  private void add(String text, byte[] bytes, double logarithm, Map<String, Double> top) {
    if (!Double.isNaN(logarithm)) {
      tokens.add(Weighed.of(text, bytes, logarithm, top));
    }
  }

  private void other(Map<String, Double> top) throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      Entry entry = new Entry();
      Json.fields(json, entry::field);
      if (entry.text != null) {
        top.putIfAbsent(entry.text, entry.logarithm);
      }
    }
  }

  private final class Entry {
    private String text;
    private byte[] bytes;
    private double logarithm = Double.NaN;

    private void field(String field) throws IOException {
      switch (field) {
        case "token" -> {
          text = json.getValueAsString();
          json.skipChildren();
        }
        case "logprob" -> logarithm = number();
        case "bytes" -> {
          ByteArrayOutputStream all = new ByteArrayOutputStream();
          each(() -> all.write(json.getValueAsInt()));
          bytes = all.size() == 0 ? null : all.toByteArray();
        }
        default -> json.skipChildren();
      }
    }
  }

  private Map<String, Double> top() throws IOException {
    Map<String, Double> top = new HashMap<>();
    if (json.currentToken() == JsonToken.START_OBJECT) {
      Json.fields(json, text -> top.put(text, number()));
    }
    return top;
  }

  private double number() throws IOException {
    boolean number = json.currentToken().isNumeric();
    double value = number ? json.getDoubleValue() : Double.NaN;
    json.skipChildren();
    return value;
  }
}

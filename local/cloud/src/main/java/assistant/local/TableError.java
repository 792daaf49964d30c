package assistant.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// A refusal in DynamoDB's words; a failed condition may bring the item along.
final class TableError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String type;
  private final transient Map<String, JsonNode> item;

  TableError(String type, String message) {
    this(type, message, Map.of());
  }

  TableError(String type, String message, Map<String, JsonNode> item) {
    super(message);
    this.type = type;
    this.item = item;
  }

  String type() {
    return type;
  }

  Map<String, JsonNode> item() {
    return item;
  }
}

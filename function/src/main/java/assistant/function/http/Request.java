package assistant.function.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An HTTP request as API Gateway passes it on: header names in lower case, the body decoded, `id`
/// the gateway's.
public record Request(
    String id,
    String method,
    String path,
    Map<String, String> headers,
    byte[] body,
    String sourceIp) {

  public Request {
    path = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /// `name` in lower case.
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /// What the caller wants to read, by the weights it gives; without a clear wish, plain text.
  public Format format() {
    Format best = Format.TEXT;
    double most = 0;
    for (String range : header("accept").orElse("").toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = range.split(";", -1);
      Format format = Format.named(parts[0].strip());
      double weight = weight(parts);
      if (format != null && weight > most) {
        best = format;
        most = weight;
      }
    }
    return best;
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.substring(2));
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }

  /// The three forms that an answer can take.
  public enum Format {
    TEXT,
    JSON,
    EVENTS;

    static Format named(String mediaType) {
      return switch (mediaType) {
        case "text/event-stream" -> EVENTS;
        case "application/json" -> JSON;
        case "text/plain" -> TEXT;
        default -> null;
      };
    }
  }
}

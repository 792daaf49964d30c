package assistant.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a function answers over HTTP: streamed behind a prelude, or whole as a proxy response.
public record FunctionResponse(int status, Map<String, String> headers, InputStream body)
    implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PRELUDE_ENDS = 8;
  private static final int LONGEST_PRELUDE = 16 << 10;

  /// Reads the prelude up to its eight NULs; the stream then stands at the body, which comes
  /// through the relay.
  static FunctionResponse streamed(InputStream in, Relay relay) throws IOException {
    ByteArrayOutputStream prelude = new ByteArrayOutputStream();
    int nuls = 0;
    while (nuls < PRELUDE_ENDS) {
      int b = in.read();
      if (b < 0 || prelude.size() > LONGEST_PRELUDE) {
        throw new EOFException("A streamed response without a whole prelude.");
      }
      nuls = b == 0 ? nuls + 1 : 0;
      prelude.write(b);
    }
    JsonNode json = JSON.readTree(prelude.toByteArray(), 0, prelude.size() - PRELUDE_ENDS);
    return new FunctionResponse(status(json), headers(json), relay);
  }

  static FunctionResponse buffered(InputStream in) throws IOException {
    JsonNode json = JSON.readTree(in.readAllBytes());
    String text = json.path("body").asText("");
    byte[] body =
        json.path("isBase64Encoded").asBoolean()
            ? Base64.getDecoder().decode(text)
            : text.getBytes(StandardCharsets.UTF_8);
    return new FunctionResponse(status(json), headers(json), new ByteArrayInputStream(body));
  }

  private static int status(JsonNode json) throws IOException {
    int status = json.path("statusCode").asInt(json.has("headers") ? 200 : 0);
    if (status < 100 || status > 599) {
      throw new IOException("A response without a status.");
    }
    return status;
  }

  private static Map<String, String> headers(JsonNode json) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> header : json.path("headers").properties()) {
      if (!header.getValue().isTextual()) {
        throw new IOException("A header that is not a string.");
      }
      headers.put(header.getKey(), header.getValue().textValue());
    }
    return headers;
  }

  /// Whether the function broke the answer off; known when the body was read to its end.
  public boolean brokenOff() {
    return body instanceof Relay relay && relay.brokenOff();
  }

  /// Gives up what was not read.
  @Override
  public void close() throws IOException {
    body.close();
  }
}

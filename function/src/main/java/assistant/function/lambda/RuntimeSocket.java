package assistant.function.lambda;

import assistant.function.base.Json;
import assistant.function.http.Exchange;
import assistant.function.problem.Problem;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// One streamed `/response` to Lambda's Runtime API, chunk by chunk over a socket of its own: the
/// JDK's HTTP clients either do not stream a request's body or cannot send trailers.
final class RuntimeSocket implements Exchange.Body {
  private static final String END_OF_LINE = "\r\n";
  private static final int TO_CONNECT_MS = 2000;

  private final Socket socket;
  private final OutputStream out;

  /// Sends the prelude alone, so that the caller sees status and headers before the first token.
  RuntimeSocket(RuntimeAddress api, String invocation, int status, Map<String, String> headers)
      throws IOException {
    socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(api.socketAddress(), TO_CONNECT_MS);
      out = new BufferedOutputStream(socket.getOutputStream(), 32 << 10);
      out.write(head(api, invocation).getBytes(StandardCharsets.US_ASCII));
      byte[] prelude = prelude(status, headers);
      write(prelude, prelude.length);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static String head(RuntimeAddress api, String invocation) {
    return String.join(
        END_OF_LINE,
        "POST /2018-06-01/runtime/invocation/" + invocation + "/response HTTP/1.1",
        "Host: " + api,
        "Lambda-Runtime-Function-Response-Mode: streaming",
        "Content-Type: application/vnd.awslambda.http-integration-response",
        "Transfer-Encoding: chunked",
        "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body",
        "Connection: close",
        "",
        "");
  }

  private static byte[] prelude(int status, Map<String, String> headers) {
    byte[] json =
        Json.bytes(prelude -> {
          prelude.writeStartObject();
          prelude.writeNumberField("statusCode", status);
          prelude.writeObjectFieldStart("headers");
          for (Map.Entry<String, String> header : headers.entrySet()) {
            prelude.writeStringField(header.getKey(), header.getValue());
          }
          prelude.writeEndObject();
          prelude.writeArrayFieldStart("cookies");
          prelude.writeEndArray();
          prelude.writeEndObject();
        });
    return java.util.Arrays.copyOf(json, json.length + 8);
  }

  @Override
  public void write(byte[] bytes, int length) throws IOException {
    out.write((Integer.toHexString(length) + END_OF_LINE).getBytes(StandardCharsets.US_ASCII));
    out.write(bytes, 0, length);
    out.write(END_OF_LINE.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void end() throws IOException {
    finish("");
  }

  @Override
  public void fail(Problem problem) throws IOException {
    byte[] body =
        Json.bytes(json -> {
          json.writeStartObject();
          json.writeStringField("errorType", problem.code().wire());
          json.writeStringField("errorMessage", problem.detail());
          json.writeEndObject();
        });
    finish(
        "Lambda-Runtime-Function-Error-Type: Function."
            + problem.code().wire()
            + END_OF_LINE
            + "Lambda-Runtime-Function-Error-Body: "
            + Base64.getEncoder().encodeToString(body)
            + END_OF_LINE);
  }

  private void finish(String trailers) throws IOException {
    try (socket) {
      out.write(("0" + END_OF_LINE + trailers + END_OF_LINE).getBytes(StandardCharsets.US_ASCII));
      out.flush();
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      String status = in.readLine();
      if (status == null || !status.startsWith("HTTP/1.1 202")) {
        throw new IOException("The Runtime API did not accept the response.");
      }
    }
  }
}

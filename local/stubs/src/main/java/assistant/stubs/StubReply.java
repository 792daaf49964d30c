package assistant.stubs;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;

/// One reply of the stub model, in the dialect and with the faults that its script asks for.
public record StubReply(
    Socket socket, OutputStream out, StubModel.Asked asked, StubScript script, int time) {
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

  /// Whether the connection can be used again.
  boolean send() throws IOException, InterruptedException {
    if (time <= script.number("fail", Integer.MAX_VALUE) && script.says("status")) {
      error();
      return true;
    }
    if (script.says("silent")) {
      untilTheClientLeaves();
      return false;
    }
    if (script.says("garbage")) {
      json(out, 200, "<!doctype html><title>It works!</title>", "Content-Type: text/html\r\n");
      return true;
    }
    if (script.says("refuses") && holds(script.word("refuses", ""))) {
      refuse(script.word("refuses", ""));
      return true;
    }
    if (script.says("file")) {
      return file(DialectFile.of(script.word("file", "")));
    }
    Thread.sleep(script.milliseconds("first"));
    if (script.number("cut", -1) == 0) {
      reset();
      return false;
    }
    return stream();
  }

  private boolean holds(String field) {
    String first = asked.body().path("messages").path(0).path("role").asText();
    return field.equals("system") ? first.equals("system") : asked.body().has(field);
  }

  /// In the words of one of three servers.
  private void refuse(String field) throws IOException {
    String body =
        switch (field) {
          case "system" ->
              "{\"object\":\"error\",\"message\":\"System role not supported\",\"type\":\"BadRequestError\",\"code\":400}";
          case "max_completion_tokens" ->
              "{\"object\":\"error\",\"message\":{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"max_completion_tokens\"],\"msg\":\"Extra inputs are not permitted\"}]}}";
          default ->
              "{\"error\":{\"message\":\"Unsupported parameter: '"
                  + field
                  + "' is not supported with this model.\",\"type\":\"invalid_request_error\",\"param\":\""
                  + field
                  + "\",\"code\":\"unsupported_parameter\"}}";
        };
    json(out, field.equals("max_completion_tokens") ? 422 : 400, body, "");
  }

  /// As it is written down; a connection is not used again.
  private boolean file(DialectFile file) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + file.status() + " Stub\r\n");
    file.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    write(head + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (byte[] piece : file.pieces()) {
      out.write(StubModel.utf8(Integer.toHexString(piece.length) + "\r\n"));
      out.write(piece);
      out.write(StubModel.utf8("\r\n"));
      out.flush();
    }
    if (file.hangs()) {
      untilTheClientLeaves();
    } else {
      write("0\r\n\r\n");
    }
    return false;
  }

  private void error() throws IOException {
    String code = script.word("code", "stub_error");
    String retry =
        script.says("retry-after") ? "Retry-After: " + script.word("retry-after", "") + "\r\n" : "";
    String body =
        "{\"error\":{\"message\":\"secret text of the provider's\",\"type\":\"stub\",\"code\":\""
            + code
            + "\"}}";
    json(out, script.number("status", 500), body, retry);
  }

  private boolean stream() throws IOException, InterruptedException {
    Dialect dialect =
        Dialect.valueOf(script.word("dialect", "openai").toUpperCase(java.util.Locale.ROOT));
    write(CHUNKED);
    chunk(dialect.opening());
    List<String> pieces = script.says("empty") ? List.of() : script.pieces();
    int cut = script.number("cut", Integer.MAX_VALUE);
    boolean paced = script.says("every");
    StringBuilder batch = new StringBuilder();
    for (String piece : pieces) {
      if (asked.sent.get() == cut) {
        flush(batch);
        // A reset takes along what the client has not read yet.
        Thread.sleep(100);
        reset();
        return false;
      }
      batch.append(dialect.token(quoted(piece), chances(piece)));
      asked.sent.incrementAndGet();
      if (paced || batch.length() > 8000 || asked.sent.get() == 1) {
        flush(batch);
        Thread.sleep(script.milliseconds("every"));
        if (paced) {
          watch();
        }
      }
    }
    flush(batch);
    chunk(dialect.closing(pieces.size()));
    write("0\r\n\r\n");
    return true;
  }

  /// Where they are asked for: the piece, and two that it was chosen from.
  private String chances(String piece) {
    if (!asked.body().path("logprobs").asBoolean()) {
      return "null";
    }
    StringBuilder bytes = new StringBuilder();
    for (byte b : StubModel.utf8(piece)) {
      bytes.append(bytes.isEmpty() ? "" : ",").append(b & 0xff);
    }
    String token =
        "\"token\":" + quoted(piece) + ",\"logprob\":-0.105361,\"bytes\":[" + bytes + "]";
    return "{\"content\":[{"
        + token
        + ",\"top_logprobs\":[{"
        + token
        + "},{\"token\":\" else\",\"logprob\":-2.995732,\"bytes\":null}]}],\"refusal\":null}";
  }

  private void flush(StringBuilder batch) throws IOException {
    if (!batch.isEmpty()) {
      chunk(batch.toString());
      batch.setLength(0);
    }
  }

  /// A client that has left is noticed by reading, long before writing fails.
  private void watch() throws IOException {
    socket.setSoTimeout(1);
    try {
      if (socket.getInputStream().read() < 0) {
        broken();
        throw new IOException("The client has left.");
      }
    } catch (java.net.SocketTimeoutException e) {
      // It is still there.
    } finally {
      socket.setSoTimeout(0);
    }
  }

  private void untilTheClientLeaves() throws IOException {
    try {
      while (socket.getInputStream().read() >= 0) {}
    } finally {
      broken();
    }
  }

  private void broken() {
    asked.brokenAt = System.nanoTime();
    asked.broken = true;
  }

  private void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private void chunk(String text) throws IOException {
    byte[] bytes = StubModel.utf8(text);
    if (bytes.length == 0) {
      return;
    }
    if (script.says("bytewise")) {
      for (byte b : bytes) {
        out.write(new byte[] {'1', '\r', '\n', b, '\r', '\n'});
        out.flush();
      }
      return;
    }
    byte[] size = StubModel.utf8(Integer.toHexString(bytes.length) + "\r\n");
    byte[] chunk = new byte[size.length + bytes.length + 2];
    System.arraycopy(size, 0, chunk, 0, size.length);
    System.arraycopy(bytes, 0, chunk, size.length, bytes.length);
    chunk[chunk.length - 2] = '\r';
    chunk[chunk.length - 1] = '\n';
    try {
      out.write(chunk);
      out.flush();
    } catch (IOException e) {
      broken();
      throw e;
    }
  }

  private void write(String text) throws IOException {
    out.write(StubModel.utf8(text));
    out.flush();
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  static void json(OutputStream out, int status, String body, String headers) throws IOException {
    byte[] bytes = StubModel.utf8(body);
    out.write(
        StubModel.utf8(
            "HTTP/1.1 "
                + status
                + " Stub\r\n"
                + (headers.startsWith("Content-Type") ? "" : "Content-Type: application/json\r\n")
                + "Content-Length: "
                + bytes.length
                + "\r\n"
                + headers
                + "\r\n"));
    out.write(bytes);
    out.flush();
  }

  /// How servers differ in what they send.
  public enum Dialect {
    OPENAI,
    /// No `[DONE]`, usage in the last chunk, which has a finish reason.
    OLLAMA,
    /// CRLF, comments, unknown fields, timings.
    LLAMA_SERVER,
    /// Usage in a last chunk without choices, an empty first delta, keep-alive comments between.
    VLLM,
    /// No usage at all.
    BARE,
    /// An error in the midst of the stream.
    ERROR_EVENT,
    /// Ends like a whole answer, without a finish reason or `[DONE]`.
    UNFINISHED;

    String opening() {
      return switch (this) {
        case LLAMA_SERVER ->
            ": llama-server\r\n\r\n"
                + event("{\"role\":\"assistant\",\"content\":null}", "null", "");
        case VLLM ->
            ": keep-alive\n\n" + event("{\"role\":\"assistant\",\"content\":\"\"}", "null", "");
        case BARE, ERROR_EVENT -> "";
        default -> event("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", "null", "");
      };
    }

    String token(String quoted, String chances) {
      return (this == VLLM ? ": keep-alive\n\n" : "")
          + event("{\"content\":" + quoted + "}", "null", "")
              .replace("\"logprobs\":null", "\"logprobs\":" + chances);
    }

    String closing(int tokens) {
      String usage =
          "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":"
              + tokens
              + ",\"total_tokens\":"
              + (7 + tokens)
              + "}";
      return switch (this) {
        case OPENAI -> event("{}", "\"stop\"", "") + empty(usage) + "data: [DONE]\n\n";
        case OLLAMA -> event("{\"content\":\"\"}", "\"stop\"", "," + usage);
        case LLAMA_SERVER ->
            event("{}", "\"stop\"", ",\"timings\":{\"prompt_ms\":1.5,\"nested\":[{}]}," + usage)
                + "data: [DONE]\r\n\r\n";
        case VLLM ->
            event("{\"content\":\"\"}", "\"stop\"", "") + empty(usage) + "data: [DONE]\n\n";
        case BARE -> event("{}", "\"length\"", "") + "data: [DONE]\n\n";
        case ERROR_EVENT ->
            "data: {\"error\":{\"message\":\"secret text of the provider's\",\"code\":500}}\n\n";
        case UNFINISHED -> "";
      };
    }

    private String event(String delta, String finish, String more) {
      String end = this == LLAMA_SERVER ? "\r\n\r\n" : "\n\n";
      return "data: {\"id\":\"chatcmpl-stub\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"stub-1\","
          + "\"choices\":[{\"index\":0,\"delta\":"
          + delta
          + ",\"logprobs\":null,\"finish_reason\":"
          + finish
          + ",\"unknown\":{\"a\":[1,2]}}]"
          + more
          + "}"
          + end;
    }

    private String empty(String usage) {
      return "data: {\"id\":\"chatcmpl-stub\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"stub-1\",\"choices\":[],"
          + usage
          + "}\n\n";
    }
  }
}

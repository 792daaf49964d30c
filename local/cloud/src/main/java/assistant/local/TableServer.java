package assistant.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// [LocalTable] at DynamoDB's wire protocol, on the loopback address alone, for whoever knows what
/// was drawn at the start: the access key, or, where the owner's own credentials sign, the table's
/// name.
final class TableServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_BYTES = 512 << 10;

  private final Server server;
  private final ServerConnector connector;
  private final LocalTable table;
  private final Optional<String> owner;
  private final String accessKey;
  private final String name;

  TableServer(LocalTable table) throws IOException {
    this(table, Optional.empty());
  }

  /// `owner` is the access key of the owner's that the function signs with, if it does.
  TableServer(LocalTable table, Optional<String> owner) throws IOException {
    this.table = table;
    this.owner = owner;
    accessKey = owner.orElseGet(TableServer::drawn);
    name = owner.isPresent() ? drawn() : "assistant";
    QueuedThreadPool threads = new QueuedThreadPool(16, 3);
    threads.setVirtualThreadsExecutor(
        java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor());
    server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setErrorHandler(new Problems(new SiteHeaders(Map.of(), Map.of(), Map.of())));
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            answer(request, response, callback);
            return true;
          }
        });
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /// What a function needs to use it; where the owner's credentials sign, it has those already.
  Map<String, String> environment() {
    Map<String, String> all = new HashMap<>(forCommands());
    if (owner.isPresent()) {
      all.keySet().removeAll(Set.of("AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"));
    }
    return all;
  }

  /// What one of the owner's commands needs to use it; the secret is nobody's.
  Map<String, String> forCommands() {
    return Map.of(
        "AWS_ENDPOINT_URL_DYNAMODB",
        "http://127.0.0.1:" + connector.getLocalPort(),
        "AWS_REGION",
        "us-east-1",
        "AWS_ACCESS_KEY_ID",
        accessKey,
        "AWS_SECRET_ACCESS_KEY",
        "local",
        "GUARD_TABLE",
        name);
  }

  private void answer(Request request, Response response, Callback callback) throws IOException {
    byte[] body;
    try (InputStream in = Content.Source.asInputStream(request)) {
      body = in.readNBytes(MOST_BYTES);
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
    ObjectNode answer;
    try {
      JsonNode asked = JSON.readTree(body);
      answer = table.call(operation(request, asked), asked);
    } catch (TableError e) {
      response.setStatus(400);
      answer =
          JSON.createObjectNode()
              .put("__type", "com.amazonaws.dynamodb.v20120810#" + e.type())
              .put("message", e.getMessage());
      if (!e.item().isEmpty()) {
        answer.set("Item", JSON.<JsonNode>valueToTree(e.item()));
      }
    }
    response.write(true, ByteBuffer.wrap(JSON.writeValueAsBytes(answer)), callback);
  }

  private String operation(Request request, JsonNode asked) {
    String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    String credential = "Credential=" + accessKey + "/";
    if (authorization == null || !authorization.contains(credential)) {
      throw new TableError(
          "UnrecognizedClientException", "The security token included in the request is invalid.");
    }
    if (owner.isPresent() && !asked.path("TableName").asText().equals(name)) {
      throw new TableError("ResourceNotFoundException", "There is no such table.");
    }
    String target = request.getHeaders().get("X-Amz-Target");
    return target == null ? "" : target.substring(target.indexOf('.') + 1);
  }

  private static String drawn() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return "local" + HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() {
    try {
      server.stop();
      table.close();
    } catch (Exception e) {
      // Nobody can use it any more either way.
    }
  }
}

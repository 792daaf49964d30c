package assistant.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
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

/// [LocalTable] at DynamoDB's wire protocol, on the loopback address alone, for whoever knows the
/// access key that was drawn at the start.
final class TableServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TABLE = "assistant";
  private static final int MOST_BYTES = 512 << 10;

  private final Server server;
  private final ServerConnector connector;
  private final LocalTable table;
  private final String accessKey = drawn();

  TableServer(LocalTable table) throws IOException {
    this.table = table;
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

  /// What a function needs to use it.
  Map<String, String> environment() {
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
        TABLE);
  }

  private void answer(Request request, Response response, Callback callback) throws IOException {
    byte[] body;
    try (InputStream in = Content.Source.asInputStream(request)) {
      body = in.readNBytes(MOST_BYTES);
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
    ObjectNode answer;
    try {
      answer = table.call(operation(request), JSON.readTree(body));
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

  private String operation(Request request) {
    String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    String credential = "Credential=" + accessKey + "/";
    if (authorization == null || !authorization.contains(credential)) {
      throw new TableError(
          "UnrecognizedClientException", "The security token included in the request is invalid.");
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

package assistant.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// The event that API Gateway's REST proxy integration (payload 1.0) builds from a request, for a
/// stage whose responses stream and an API whose binary media types are `*/*`: every body is
/// base64.
final class ProxyEvent {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter REQUEST_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final String STAGE = "local";

  private ProxyEvent() {}

  static byte[] of(HttpExchange exchange, byte[] body) {
    URI uri = exchange.getRequestURI();
    String path = uri.getRawPath();
    String sourceIp = exchange.getRemoteAddress().getAddress().getHostAddress();
    ObjectNode event = JSON.createObjectNode();
    event.put("resource", "/api/{proxy+}");
    event.put("path", path);
    event.put("httpMethod", exchange.getRequestMethod());
    headers(event, exchange, sourceIp);
    query(event, uri.getRawQuery());
    event.putObject("pathParameters").put("proxy", path.replaceFirst("^/api/?", ""));
    event.putObject("stageVariables").put("responseTransferMode", "STREAM");
    event.set("requestContext", context(exchange, path, sourceIp));
    event.put("body", body.length == 0 ? null : Base64.getEncoder().encodeToString(body));
    event.put("isBase64Encoded", body.length > 0);
    try {
      return JSON.writeValueAsBytes(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void headers(ObjectNode event, HttpExchange exchange, String sourceIp) {
    ObjectNode single = event.putObject("headers");
    ObjectNode multi = event.putObject("multiValueHeaders");
    for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
      single.put(header.getKey(), header.getValue().getLast());
      header.getValue().forEach(multi.withArray(header.getKey())::add);
    }
    String claimed = exchange.getRequestHeaders().getFirst("X-Forwarded-For");
    added(single, multi, "X-Forwarded-For", claimed == null ? sourceIp : claimed + ", " + sourceIp);
    added(
        single, multi, "X-Forwarded-Port", Integer.toString(exchange.getLocalAddress().getPort()));
    added(single, multi, "X-Forwarded-Proto", "http");
    added(single, multi, "X-Amzn-Trace-Id", "Root=1-" + TraceId.next());
  }

  private static void added(ObjectNode single, ObjectNode multi, String name, String value) {
    single.remove(List.of(name, name.toLowerCase(Locale.ROOT)));
    single.put(name, value);
    multi.putArray(name).add(value);
  }

  private static void query(ObjectNode event, String query) {
    if (query == null || query.isEmpty()) {
      event.putNull("queryStringParameters");
      event.putNull("multiValueQueryStringParameters");
      return;
    }
    ObjectNode single = event.putObject("queryStringParameters");
    ObjectNode multi = event.putObject("multiValueQueryStringParameters");
    for (String pair : query.split("&")) {
      String[] words = pair.split("=", 2);
      String name = decoded(words[0]);
      String value = words.length == 1 ? "" : decoded(words[1]);
      single.put(name, value);
      multi.withArray("/" + name.replace("~", "~0").replace("/", "~1")).add(value);
    }
  }

  /// A `%` that encodes nothing stands for itself.
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static ObjectNode context(HttpExchange exchange, String path, String sourceIp) {
    Instant now = Instant.now();
    ObjectNode context = JSON.createObjectNode();
    context.put("resourceId", "local");
    context.put("resourcePath", "/api/{proxy+}");
    context.put("httpMethod", exchange.getRequestMethod());
    context.put("extendedRequestId", TraceId.next());
    context.put("requestTime", REQUEST_TIME.format(now));
    context.put("path", "/" + STAGE + path);
    context.put("accountId", "000000000000");
    context.put("protocol", exchange.getProtocol());
    context.put("stage", STAGE);
    context.put("domainPrefix", "localhost");
    context.put("requestTimeEpoch", now.toEpochMilli());
    context.put("requestId", UUID.randomUUID().toString());
    context.put("domainName", "localhost");
    context.put("apiId", "local");
    ObjectNode identity = context.putObject("identity");
    for (String absent :
        List.of("cognitoIdentityPoolId", "accountId", "caller", "accessKey", "user", "userArn")) {
      identity.putNull(absent);
    }
    identity.put("sourceIp", sourceIp);
    identity.put("userAgent", exchange.getRequestHeaders().getFirst("User-Agent"));
    return context;
  }
}

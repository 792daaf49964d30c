package assistant.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;

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

  /// `sourceIp` is who asks, `id` the request's.
  static byte[] of(Request request, byte[] body, String sourceIp, String id) {
    String path = request.getHttpURI().getPath();
    ObjectNode event = JSON.createObjectNode();
    event.put("resource", "/api/{proxy+}");
    event.put("path", path);
    event.put("httpMethod", request.getMethod());
    headers(event, request, sourceIp);
    query(event, request.getHttpURI().getQuery());
    event.putObject("pathParameters").put("proxy", path.replaceFirst("^/api/?", ""));
    event.putObject("stageVariables").put("responseTransferMode", "STREAM");
    event.set("requestContext", context(request, path, sourceIp, id));
    event.put("body", body.length == 0 ? null : Base64.getEncoder().encodeToString(body));
    event.put("isBase64Encoded", body.length > 0);
    try {
      return JSON.writeValueAsBytes(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void headers(ObjectNode event, Request request, String sourceIp) {
    ObjectNode single = event.putObject("headers");
    ObjectNode multi = event.putObject("multiValueHeaders");
    for (HttpField header : request.getHeaders()) {
      String value = header.getValue() == null ? "" : header.getValue();
      single.put(header.getName(), value);
      multi.withArrayProperty(header.getName()).add(value);
    }
    String claimed = request.getHeaders().get("X-Forwarded-For");
    added(single, multi, "X-Forwarded-For", claimed == null ? sourceIp : claimed + ", " + sourceIp);
    added(single, multi, "X-Forwarded-Port", Integer.toString(Request.getLocalPort(request)));
    added(single, multi, "X-Forwarded-Proto", "http");
    added(single, multi, "X-Amzn-Trace-Id", "Root=1-" + TraceId.next());
  }

  private static void added(ObjectNode single, ObjectNode multi, String name, String value) {
    List<String> said = new java.util.ArrayList<>();
    single.fieldNames().forEachRemaining(said::add);
    said.removeIf(other -> !other.equalsIgnoreCase(name));
    single.remove(said);
    multi.remove(said);
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
      multi.withArrayProperty(name).add(value);
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

  private static ObjectNode context(Request request, String path, String sourceIp, String id) {
    Instant now = Instant.now();
    ObjectNode context = JSON.createObjectNode();
    context.put("resourceId", "local");
    context.put("resourcePath", "/api/{proxy+}");
    context.put("httpMethod", request.getMethod());
    context.put("extendedRequestId", TraceId.next());
    context.put("requestTime", REQUEST_TIME.format(now));
    context.put("path", "/" + STAGE + path);
    context.put("accountId", "000000000000");
    context.put("protocol", request.getConnectionMetaData().getProtocol());
    context.put("stage", STAGE);
    context.put("domainPrefix", "localhost");
    context.put("requestTimeEpoch", now.toEpochMilli());
    context.put("requestId", id);
    context.put("domainName", "localhost");
    context.put("apiId", "local");
    ObjectNode identity = context.putObject("identity");
    for (String absent :
        List.of("cognitoIdentityPoolId", "accountId", "caller", "accessKey", "user", "userArn")) {
      identity.putNull(absent);
    }
    identity.put("sourceIp", sourceIp);
    identity.put("userAgent", request.getHeaders().get("User-Agent"));
    return context;
  }
}

package assistant.function.aws;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// AWS's Signature Version 4 for requests without a query whose path needs no escapes.
public record Signature(AwsCredentials credentials, String region, String service) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /// The headers to add: the time, the session's token, and the authorization over all of them and
  /// those given, whose names are in lower case and which hold `host`.
  Map<String, String> sign(Map<String, String> headers, byte[] body, Instant now) {
    return sign("POST", "/", headers, body, now);
  }

  public Map<String, String> sign(
      String method, String path, Map<String, String> headers, byte[] body, Instant now) {
    LocalDateTime utc = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
    String day = digits(utc.getYear(), utc.getMonthValue(), utc.getDayOfMonth());
    String time =
        day
            + 'T'
            + digits(100 + utc.getHour(), utc.getMinute(), utc.getSecond()).substring(1)
            + 'Z';
    SortedMap<String, String> added = new TreeMap<>();
    added.put("x-amz-date", time);
    credentials.sessionToken().ifPresent(token -> added.put("x-amz-security-token", token));
    SortedMap<String, String> signed = new TreeMap<>(headers);
    signed.putAll(added);

    String names = String.join(";", signed.keySet());
    StringBuilder request = new StringBuilder(method);
    request.append('\n').append(path).append("\n\n");
    signed.forEach(
        (name, value) -> request.append(name).append(':').append(value.strip()).append('\n'));
    request.append('\n').append(names).append('\n').append(hash(body));

    String scope = String.join("/", day, region, service, "aws4_request");
    String toSign =
        String.join("\n", ALGORITHM, time, scope, hex(digest(bytes(request.toString()))));
    byte[] key = bytes("AWS4" + credentials.secretAccessKey());
    for (String part : scope.split("/")) {
      key = hmac(key, part);
    }
    added.put(
        "authorization",
        ALGORITHM
            + " Credential="
            + credentials.accessKeyId()
            + '/'
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + hex(hmac(key, toSign)));
    return added;
  }

  /// As a formatter would, whose classes a cold start does without.
  private static String digits(int first, int second, int third) {
    return Integer.toString(first * 10_000 + second * 100 + third);
  }

  static String hash(byte[] body) {
    return hex(digest(body));
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}

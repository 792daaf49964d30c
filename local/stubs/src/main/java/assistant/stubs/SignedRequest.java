package assistant.stubs;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A request as AWS receives it, and AWS's check of its signature, written from the specification
/// and not from the code under test.
public record SignedRequest(String path, Headers headers, byte[] body) {
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([A-Z0-9]+)/(\\d{8})/([a-z0-9-]+)/([a-z]+)/aws4_request, "
              + "SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})");
  private static final List<String> MUST_BE_SIGNED = List.of("content-type", "host", "x-amz-date");

  /// The service and the region that it is signed for: `bedrock/eu-central-1`.
  public String scope() {
    Matcher matcher = AUTHORIZATION.matcher(headers.getFirst("authorization"));
    return matcher.matches() ? matcher.group(4) + "/" + matcher.group(3) : "";
  }

  public boolean signedWith(String secretAccessKey) {
    Matcher matcher = AUTHORIZATION.matcher(headers.getFirst("authorization"));
    if (!matcher.matches()) {
      return false;
    }
    List<String> signed = List.of(matcher.group(5).split(";"));
    String time = headers.getFirst("x-amz-date");
    Instant sent =
        LocalDateTime.parse(time, DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'"))
            .toInstant(ZoneOffset.UTC);
    boolean timely =
        Duration.between(sent, Instant.now()).abs().compareTo(Duration.ofMinutes(5)) < 0;
    boolean all =
        signed.containsAll(MUST_BE_SIGNED)
            && headers.keySet().stream()
                .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                .filter(name -> name.startsWith("x-amz-"))
                .allMatch(signed::contains);
    return timely
        && all
        && time.startsWith(matcher.group(2))
        && matcher.group(6).equals(expected(matcher, signed, time, secretAccessKey));
  }

  private String expected(
      Matcher matcher, List<String> signed, String time, String secretAccessKey) {
    StringBuilder canonical = new StringBuilder();
    canonical.append("POST").append('\n').append(path).append('\n').append('\n');
    for (String name : signed) {
      canonical.append(name).append(":").append(headers.getFirst(name).trim()).append('\n');
    }
    canonical.append('\n').append(matcher.group(5)).append('\n').append(sha256(body));
    String scope =
        matcher.group(2) + "/" + matcher.group(3) + "/" + matcher.group(4) + "/aws4_request";
    String toSign =
        "AWS4-HMAC-SHA256\n"
            + time
            + "\n"
            + scope
            + "\n"
            + sha256(canonical.toString().getBytes(StandardCharsets.UTF_8));
    byte[] day =
        hmac(("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8), matcher.group(2));
    byte[] region = hmac(day, matcher.group(3));
    byte[] service = hmac(region, matcher.group(4));
    return HexFormat.of().formatHex(hmac(hmac(service, "aws4_request"), toSign));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

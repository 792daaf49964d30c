package assistant.function.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// AWS's published test vectors for Signature Version 4, those that `POST` to `/`.
class SignatureTest {
  private static final String TOKEN =
      "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "post-vanilla ||| host;x-amz-date | 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        "post-header-key-sort | my-header1:value1 || host;my-header1;x-amz-date | c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
        "post-header-value-case | my-header1:VALUE1 || host;my-header1;x-amz-date | cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d",
        "post-sts-header-before ||| host;x-amz-date;x-amz-security-token | 85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead",
        "post-x-www-form-urlencoded | content-length:13,content-type:application/x-www-form-urlencoded,x-amz-content-sha256:9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e | Param1=value1 | content-length;content-type;host;x-amz-content-sha256;x-amz-date | d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b",
        "post-x-www-form-urlencoded-parameters | content-length:13,content-type:application/x-www-form-urlencoded; charset=utf-8,x-amz-content-sha256:9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e | Param1=value1 | content-length;content-type;host;x-amz-content-sha256;x-amz-date | 328d1b9eaadca9f5818ef05e8392801e091653bafec24fcab71e7344e7f51422"
      })
  void matchesThePublishedVector(
      String name, String headers, String body, String signedHeaders, String signature) {
    Map<String, String> given = new HashMap<>();
    given.put("host", "example.amazonaws.com");
    if (headers != null) {
      for (String header : headers.split(",")) {
        int colon = header.indexOf(':');
        given.put(header.substring(0, colon), header.substring(colon + 1));
      }
    }
    Optional<String> token = name.contains("sts") ? Optional.of(TOKEN) : Optional.empty();
    AwsCredentials credentials =
        new AwsCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", token);
    Map<String, String> expected = new HashMap<>();
    expected.put("x-amz-date", "20150830T123600Z");
    token.ifPresent(value -> expected.put("x-amz-security-token", value));
    expected.put(
        "authorization",
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders="
            + signedHeaders
            + ", Signature="
            + signature);
    assertEquals(
        expected,
        new Signature(credentials, "us-east-1", "service")
            .sign(
                given,
                (body == null ? "" : body).getBytes(StandardCharsets.UTF_8),
                Instant.parse("2015-08-30T12:36:00Z")));
  }
}

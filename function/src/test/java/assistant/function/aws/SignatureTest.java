package assistant.function.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// AWS's published test vectors for Signature Version 4, one file each: the request, its body, and
/// what its signature has to be.
class SignatureTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "post-vanilla",
        "post-header-key-sort",
        "post-header-value-case",
        "post-sts-header-before",
        "post-x-www-form-urlencoded",
        "post-x-www-form-urlencoded-parameters",
        "get-vanilla",
        "get-unreserved"
      })
  void matchesThePublishedVector(String name) throws IOException {
    String[] parts = read(name).split("\n\n", -1);
    List<String> head = parts[0].lines().toList();
    Map<String, String> headers = new HashMap<>();
    head.stream()
        .skip(1)
        .forEach(line ->
            headers.put(
                line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1)));
    Optional<String> token = Optional.ofNullable(headers.remove("token"));
    AwsCredentials credentials =
        new AwsCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", token);
    Map<String, String> expected = new HashMap<>();
    expected.put("x-amz-date", "20150830T123600Z");
    token.ifPresent(value -> expected.put("x-amz-security-token", value));
    expected.put(
        "authorization",
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
            + parts[2].strip());
    String[] asked = head.getFirst().split(" ");
    assertEquals(
        expected,
        new Signature(credentials, "us-east-1", "service")
            .sign(
                asked[0],
                asked[1],
                headers,
                parts[1].getBytes(StandardCharsets.UTF_8),
                Instant.parse("2015-08-30T12:36:00Z")));
  }

  private static String read(String name) throws IOException {
    try (InputStream in = SignatureTest.class.getResourceAsStream("/signatures/" + name + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

package assistant.function.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import assistant.function.http.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskerTest {
  private static final String SECRET = "the-secret-of-the-origin";

  @ParameterizedTest(name = "{index}: from {0}, claims {1}, proof {2}")
  @CsvSource({
    // Direct calls: the gateway's source address, whatever is claimed.
    "192.0.2.1,    ,                              ,       c0000201",
    "192.0.2.1,    198.51.100.7:443,              ,       c0000201",
    "192.0.2.1,    198.51.100.7:443,              wrong,  c0000201",
    "2001:db8:1:2:3:4:5:6, ,                      ,       20010db800010002",
    "2001:db8:1:2:ffff::1, ,                      ,       20010db800010002",
    "::ffff:192.0.2.1,     ,                      ,       c0000201",
    // Through CloudFront: the address that CloudFront saw.
    "192.0.2.1,    198.51.100.7:46532,            SECRET, c6336407",
    "192.0.2.1,    2001:db8:1:2:3:4:5:6:46532,    SECRET, 20010db800010002",
    "192.0.2.1,    [2001:db8:1:2::9]:46532,       SECRET, 20010db800010002",
    "192.0.2.1,    2001:db8:1:2::9:46532,         SECRET, 20010db800010002",
    // What cannot be read falls back, and never to a free pass.
    "192.0.2.1,    localhost:1,                   SECRET, c0000201",
    "192.0.2.1,    nonsense,                      SECRET, c0000201",
    "'',           ,                              ,       unknown",
    "example.com,  ,                              ,       unknown"
  })
  void isKnownByTheAddressThatCannotBeChosen(
      String sourceIp, String claimed, String proof, String network) {
    Map<String, String> headers = new HashMap<>();
    headers.put("x-forwarded-for", "203.0.113.99");
    headers.put("x-real-ip", "203.0.113.99");
    headers.put("forwarded", "for=203.0.113.99");
    if (claimed != null) {
      headers.put("cloudfront-viewer-address", claimed);
    }
    if (proof != null) {
      headers.put("x-origin-verify", proof.equals("SECRET") ? SECRET : proof);
    }
    Request request = new Request("r", "POST", "/api/ask", headers, new byte[0], sourceIp);
    assertEquals(new Asker(network), Asker.of(request, Optional.of(SECRET)));
  }

  @Test
  void withoutASecretNobodyIsBelieved() {
    Request request =
        new Request(
            "r",
            "POST",
            "/api/ask",
            Map.of("cloudfront-viewer-address", "198.51.100.7:1", "x-origin-verify", ""),
            new byte[0],
            "192.0.2.1");
    assertEquals(new Asker("c0000201"), Asker.of(request, Optional.empty()));
  }

  @Test
  void hashDependsOnTheDaysSalt() {
    Asker asker = new Asker("c0000201");
    byte[] monday = {1, 2, 3};
    byte[] tuesday = {1, 2, 4};
    assertEquals(asker.hash(monday), asker.hash(monday.clone()));
    assertNotEquals(asker.hash(monday), asker.hash(tuesday));
    assertEquals(32, asker.hash(monday).length());
  }
}

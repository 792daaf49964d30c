package assistant.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {

  private final JsonNode plain = distribution(Synthesis.PLAIN);
  private final JsonNode full = distribution(Synthesis.FULL);

  @Test
  void theBucketIsPrivate() {
    var bucket = Synthesis.PLAIN.only("AWS::S3::Bucket");
    assertEquals(
        Json.of(
            """
            {'BlockPublicAcls': true, 'BlockPublicPolicy': true, 'IgnorePublicAcls': true,
             'RestrictPublicBuckets': true}
            """),
        bucket.required("PublicAccessBlockConfiguration"));
    assertFalse(bucket.has("WebsiteConfiguration"));
    assertFalse(bucket.has("AccessControl"));
    for (var statement :
        Synthesis.PLAIN.only("AWS::S3::BucketPolicy").at("/PolicyDocument/Statement")) {
      if (statement.required("Effect").asText().equals("Allow")) {
        assertEquals(
            Json.of("{'Service': 'cloudfront.amazonaws.com'}"), statement.required("Principal"));
        var source = statement.at("/Condition/StringEquals/AWS:SourceArn").toString();
        assertTrue(source.contains("SiteDistribution390DED28"), source);
      } else {
        assertEquals(
            Json.of("{'Bool': {'aws:SecureTransport': 'false'}}"), statement.required("Condition"));
      }
    }
  }

  @Test
  void theApiPassesUncachedUncompressedAndWhole() {
    var api = plain.at("/CacheBehaviors/0").deepCopy();
    assertEquals("/api/*", api.required("PathPattern").asText());
    assertFalse(api.required("Compress").asBoolean());
    assertEquals("https-only", api.required("ViewerProtocolPolicy").asText());
    assertEquals(
        Json.of("['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE']"),
        api.required("AllowedMethods"));
    // AWS's managed policy CachingDisabled.
    assertEquals("4135ea2d-6df8-44a3-9df3-4b5a84be39ad", api.required("CachePolicyId").asText());
    assertEquals(1, plain.required("CacheBehaviors").size());
  }

  @Test
  void theFunctionIsToldTheViewersAddressAndFewHeaders() {
    assertEquals(
        Json.of(
            """
            {'HeaderBehavior': 'whitelist',
             'Headers': ['Accept', 'Content-Type', 'CloudFront-Viewer-Address', 'Origin', 'X-Answer-Id', 'X-Access-Key', 'X-Explain']}
            """),
        Synthesis.PLAIN
            .only("AWS::CloudFront::OriginRequestPolicy")
            .at("/OriginRequestPolicyConfig/HeadersConfig"));
  }

  /// Lists of headers may not name `Authorization`.
  @Test
  void aBearersAccessKeyGoesOnAsTheHeaderThatIsPassed() throws Exception {
    var function = Synthesis.PLAIN.only("AWS::CloudFront::Function");
    assertEquals("cloudfront-js-2.0", function.at("/FunctionConfig/Runtime").asText());
    assertEquals(
        Files.readString(Path.of("src/main/resources/access-key.js")),
        function.required("FunctionCode").asText());
    var runs = plain.at("/CacheBehaviors/0/FunctionAssociations");
    assertEquals(1, runs.size());
    assertEquals("viewer-request", runs.at("/0/EventType").asText());
    assertTrue(runs.at("/0/FunctionARN").toString().contains("SiteAccessKey"), runs.toString());
    assertFalse(plain.required("DefaultCacheBehavior").has("FunctionAssociations"));
  }

  /// An error kept for ten seconds would be told to the next who asks.
  @Test
  void noErrorIsKept() {
    var kept = new TreeMap<Integer, Integer>();
    plain
        .path("CustomErrorResponses")
        .forEach(error ->
            kept.put(
                error.required("ErrorCode").asInt(), error.required("ErrorCachingMinTTL").asInt()));
    // Those that CloudFront keeps by itself.
    for (var status : new int[] {404, 405, 414, 500, 501, 502, 503, 504}) {
      assertEquals(0, kept.get(status), "" + status);
    }
  }

  @Test
  void thePageIsFetchedByTheBucketsOwnAccessControl() {
    assertEquals("index.html", plain.required("DefaultRootObject").asText());
    assertEquals("http2and3", plain.required("HttpVersion").asText());
    assertTrue(plain.at("/DefaultCacheBehavior/Compress").asBoolean());
    assertEquals(
        "redirect-to-https", plain.at("/DefaultCacheBehavior/ViewerProtocolPolicy").asText());
    assertTrue(plain.at("/Origins/0").has("OriginAccessControlId"));
    for (var error : plain.path("CustomErrorResponses")) {
      assertFalse(error.has("ResponsePagePath"), "would replace the API's own errors");
    }
  }

  @Test
  void everyResponseCarriesTheHeadersOfTheOneFile() {
    var config =
        Synthesis.PLAIN
            .only("AWS::CloudFront::ResponseHeadersPolicy")
            .required("ResponseHeadersPolicyConfig");
    var security = config.required("SecurityHeadersConfig");
    var sent = new TreeMap<String, String>();
    sent.put(
        "content-security-policy",
        security.at("/ContentSecurityPolicy/ContentSecurityPolicy").asText());
    var transport = security.required("StrictTransportSecurity");
    sent.put(
        "strict-transport-security",
        "max-age="
            + transport.required("AccessControlMaxAgeSec").asText()
            + (transport.path("IncludeSubdomains").asBoolean() ? "; includeSubDomains" : "")
            + (transport.path("Preload").asBoolean() ? "; preload" : ""));
    sent.put("x-content-type-options", security.has("ContentTypeOptions") ? "nosniff" : "");
    sent.put("x-frame-options", security.at("/FrameOptions/FrameOption").asText());
    sent.put("referrer-policy", security.at("/ReferrerPolicy/ReferrerPolicy").asText());
    config
        .at("/CustomHeadersConfig/Items")
        .forEach(item -> sent.put(item.get("Header").asText(), item.get("Value").asText()));
    var file = Headers.read(Path.of("../web/headers.json")).all();
    sent.values().removeIf(String::isEmpty);
    assertEquals(new TreeMap<>(file), sent);
    assertTrue(sent.get("content-security-policy").startsWith("default-src 'none'"));
    assertTrue(transport.required("AccessControlMaxAgeSec").asInt() >= 31_536_000);
    var policy = plain.at("/DefaultCacheBehavior/ResponseHeadersPolicyId");
    assertEquals(policy, plain.at("/CacheBehaviors/0/ResponseHeadersPolicyId"));
  }

  @Test
  void aDomainBringsItsCertificateAndRecords() {
    assertFalse(plain.has("Aliases"));
    assertFalse(plain.has("ViewerCertificate"), "a version without a certificate is dropped");
    assertEquals(Json.of("['ask.example.com']"), full.required("Aliases"));
    assertEquals(
        Json.of(
            """
            {'AcmCertificateArn': 'arn:aws:acm:us-east-1:111122223333:certificate/0a1b-2c3d',
             'MinimumProtocolVersion': 'TLSv1.2_2021', 'SslSupportMethod': 'sni-only'}
            """),
        full.required("ViewerCertificate"));
    assertEquals(
        Json.of("['A', 'AAAA']"),
        Json.of(
            Synthesis.FULL.all("AWS::Route53::RecordSet").stream()
                .map(record -> "'" + record.required("Type").asText() + "'")
                .toList()
                .toString()));
    assertEquals(
        "https://ask.example.com", Synthesis.FULL.json().at("/Outputs/Url/Value").asText());
  }

  @Test
  void aFirewallOnlyWhenAskedFor() {
    assertFalse(plain.has("WebACLId"));
    var acl = Synthesis.FULL.only("AWS::WAFv2::WebACL");
    assertTrue(full.required("WebACLId").toString().contains("SiteFirewallAcl"));
    assertEquals("CLOUDFRONT", acl.required("Scope").asText());
    assertEquals(
        Json.of("{'AggregateKeyType': 'IP', 'EvaluationWindowSec': 300, 'Limit': 300}"),
        acl.at("/Rules/0/Statement/RateBasedStatement"));
    var problem = Json.of(acl.at("/CustomResponseBodies/problem/Content").asText());
    assertEquals("rate_limited", problem.required("code").asText());
  }

  @Test
  void headersThatCannotBeReadNameTheFile(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("headers.json"), "{\"html\": {}}");
    var refusal = assertThrows(IllegalArgumentException.class, () -> Headers.read(file));
    assertEquals(
        "Cannot read " + file + ": it must hold {\"all\": {header: value, …}}.",
        refusal.getMessage());
  }

  private static JsonNode distribution(Template template) {
    return template.only("AWS::CloudFront::Distribution").required("DistributionConfig");
  }
}

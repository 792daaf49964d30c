package assistant.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudfront.HeadersFrameOption;
import software.amazon.awscdk.services.cloudfront.HeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseCustomHeader;
import software.amazon.awscdk.services.cloudfront.ResponseCustomHeadersBehavior;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentSecurityPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentTypeOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersFrameOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersStrictTransportSecurity;
import software.amazon.awscdk.services.cloudfront.ResponseSecurityHeadersBehavior;
import software.constructs.Construct;

/// The headers of every response, from `web/headers.json`.
record Headers(Map<String, String> all) {

  static Headers read(Path file) {
    try {
      var json = new ObjectMapper().readTree(Files.readString(file)).required("all");
      return new Headers(new ObjectMapper().convertValue(json, new TypeReference<>() {}));
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new IllegalArgumentException(
          "Cannot read %s: it must hold {\"all\": {header: value, …}}.".formatted(file),
          unreadable);
    }
  }

  ResponseHeadersPolicy policy(Construct scope, String name) {
    var security = ResponseSecurityHeadersBehavior.builder();
    var custom = new ArrayList<ResponseCustomHeader>();
    new TreeMap<>(all)
        .forEach((header, value) -> {
          // CloudFront refuses the security headers among the custom ones.
          switch (header.toLowerCase(Locale.ROOT)) {
            case "content-security-policy" ->
                security.contentSecurityPolicy(contentSecurity(value));
            case "strict-transport-security" ->
                security.strictTransportSecurity(transportSecurity(value));
            case "x-content-type-options" -> security.contentTypeOptions(noSniff());
            case "x-frame-options" -> security.frameOptions(frame(value));
            case "referrer-policy" -> security.referrerPolicy(referrer(value));
            default -> custom.add(custom(header, value));
          }
        });
    return ResponseHeadersPolicy.Builder.create(scope, "Headers")
        .responseHeadersPolicyName(name)
        .securityHeadersBehavior(security.build())
        .customHeadersBehavior(
            custom.isEmpty()
                ? null
                : ResponseCustomHeadersBehavior.builder().customHeaders(custom).build())
        .build();
  }

  private static ResponseHeadersContentSecurityPolicy contentSecurity(String value) {
    return ResponseHeadersContentSecurityPolicy.builder()
        .contentSecurityPolicy(value)
        .override(true)
        .build();
  }

  private static ResponseHeadersStrictTransportSecurity transportSecurity(String value) {
    var parts = List.of(value.toLowerCase(Locale.ROOT).split("\\s*;\\s*"));
    var age = parts.stream().filter(part -> part.matches("max-age=\\d+")).findFirst().orElseThrow();
    return ResponseHeadersStrictTransportSecurity.builder()
        .accessControlMaxAge(Duration.seconds(Integer.parseInt(age.substring("max-age=".length()))))
        .includeSubdomains(parts.contains("includesubdomains"))
        .preload(parts.contains("preload"))
        .override(true)
        .build();
  }

  private static ResponseHeadersContentTypeOptions noSniff() {
    return ResponseHeadersContentTypeOptions.builder().override(true).build();
  }

  private static ResponseHeadersFrameOptions frame(String value) {
    var option = HeadersFrameOption.valueOf(value.toUpperCase(Locale.ROOT));
    return ResponseHeadersFrameOptions.builder().frameOption(option).override(true).build();
  }

  private static ResponseHeadersReferrerPolicy referrer(String value) {
    var policy = HeadersReferrerPolicy.valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_'));
    return ResponseHeadersReferrerPolicy.builder().referrerPolicy(policy).override(true).build();
  }

  private static ResponseCustomHeader custom(String name, String value) {
    return ResponseCustomHeader.builder().header(name).value(value).override(true).build();
  }
}

package assistant.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.cloudfront.AccessLevel;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.ErrorResponse;
import software.amazon.awscdk.services.cloudfront.FunctionAssociation;
import software.amazon.awscdk.services.cloudfront.FunctionCode;
import software.amazon.awscdk.services.cloudfront.FunctionEventType;
import software.amazon.awscdk.services.cloudfront.FunctionRuntime;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.OriginRequestHeaderBehavior;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.S3OriginAccessControl;
import software.amazon.awscdk.services.cloudfront.SecurityPolicyProtocol;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.RestApiOrigin;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOrigin;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOriginWithOACProps;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.constructs.Construct;

/// The page from a private bucket and the API, under one origin.
final class Site extends Construct {

  final Bucket bucket;
  final Distribution distribution;

  Site(Construct scope, Options options, Path root, Key key, Gateway gateway) {
    super(scope, "Site");
    bucket =
        Bucket.Builder.create(this, "Bucket")
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .encryption(BucketEncryption.S3_MANAGED)
            .enforceSsl(true)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    var headers =
        Headers.read(root.resolve("web/headers.json")).policy(this, named("ResponseHeadersPolicy"));
    var distribution =
        Distribution.Builder.create(this, "Distribution")
            .comment("LLM Assistant")
            .defaultRootObject("index.html")
            .defaultBehavior(page(headers))
            .additionalBehaviors(Map.of("/api/*", api(key, gateway, headers)))
            .errorResponses(keptErrors())
            .httpVersion(HttpVersion.HTTP2_AND_3);
    options
        .value(Option.DOMAIN)
        .ifPresent(domain ->
            distribution
                .domainNames(List.of(domain))
                .certificate(
                    Certificate.fromCertificateArn(
                        this, "Certificate", options.value(Option.CERTIFICATE).orElseThrow()))
                .minimumProtocolVersion(SecurityPolicyProtocol.TLS_V1_2_2021));
    if (options.isOn(Option.WAF)) {
      distribution.webAclId(new Firewall(this).acl.getAttrArn());
    }
    this.distribution = distribution.build();
  }

  private BehaviorOptions page(ResponseHeadersPolicy headers) {
    // With leave to list, a missing file is a 404 and not a 403; the root object hides the list.
    Annotations.of(this)
        .acknowledgeWarning("@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk");
    var origin =
        S3BucketOrigin.withOriginAccessControl(
            bucket,
            S3BucketOriginWithOACProps.builder()
                .originAccessControl(
                    S3OriginAccessControl.Builder.create(this, "BucketAccess")
                        .originAccessControlName(named("OriginAccessControl"))
                        .build())
                .originAccessLevels(List.of(AccessLevel.READ, AccessLevel.LIST))
                .build());
    return BehaviorOptions.builder()
        .origin(origin)
        .cachePolicy(CachePolicy.CACHING_OPTIMIZED)
        .responseHeadersPolicy(headers)
        .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
        .build();
  }

  private BehaviorOptions api(Key key, Gateway gateway, ResponseHeadersPolicy headers) {
    var origin =
        RestApiOrigin.Builder.create(gateway.api)
            .readTimeout(Waits.PACKET)
            .customHeaders(Map.of("x-origin-verify", key.originToken()))
            .build();
    // No managed policy has the viewer's address but leaves out the viewer's Host.
    var request =
        OriginRequestPolicy.Builder.create(this, "ApiRequest")
            .originRequestPolicyName(named("OriginRequestPolicy"))
            .headerBehavior(
                OriginRequestHeaderBehavior.allowList(
                    "Accept",
                    "Content-Type",
                    "CloudFront-Viewer-Address",
                    // Of a page elsewhere, whose browser asks whether it may.
                    "Origin",
                    "X-Answer-Id",
                    "X-Access-Key",
                    "X-Explain"))
            .build();
    return BehaviorOptions.builder()
        .origin(origin)
        .allowedMethods(AllowedMethods.ALLOW_ALL)
        .cachePolicy(CachePolicy.CACHING_DISABLED)
        .originRequestPolicy(request)
        .functionAssociations(List.of(accessKey()))
        .responseHeadersPolicy(headers)
        .compress(false)
        .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
        .build();
  }

  private FunctionAssociation accessKey() {
    var copies =
        software.amazon.awscdk.services.cloudfront.Function.Builder.create(this, "AccessKey")
            .functionName(named("AccessKey"))
            .comment("Passes an access key on that came as a bearer's")
            .code(FunctionCode.fromInline(script("/access-key.js")))
            .runtime(FunctionRuntime.JS_2_0)
            .build();
    return FunctionAssociation.builder()
        .function(copies)
        .eventType(FunctionEventType.VIEWER_REQUEST)
        .build();
  }

  private static String script(String name) {
    try (var in = Site.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// CloudFront keeps some errors for ten seconds unless it is told not to; pages of errors it has
  /// none, for they would replace the API's own.
  private static List<ErrorResponse> keptErrors() {
    return Stream.of(400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504)
        .map(status -> ErrorResponse.builder().httpStatus(status).ttl(Duration.seconds(0)).build())
        .toList();
  }

  /// CloudFront's names count in the whole account; the CDK would give the same in each region.
  private String named(String kind) {
    var stack = Stack.of(this);
    return "%s-%s-%s".formatted(stack.getStackName(), kind, stack.getRegion());
  }
}

package assistant.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GatewayTest {

  private static final Set<String> CODES =
      Set.of(
          "rate_limited",
          "body_too_large",
          "body_invalid",
          "not_found",
          "model_timeout",
          "internal");

  private final Template plain = Synthesis.PLAIN;
  private final Template full = Synthesis.FULL;

  @Test
  void everythingBelowApiStreams() {
    var method = plain.only("AWS::ApiGateway::Method");
    assertEquals("ANY", method.at("/HttpMethod").asText());
    assertEquals("AWS_PROXY", method.at("/Integration/Type").asText());
    assertEquals("STREAM", method.at("/Integration/ResponseTransferMode").asText());
    var uri = method.at("/Integration/Uri").toString();
    assertTrue(uri.contains("lambda:path/2021-11-15/functions/"), uri);
    assertTrue(uri.contains("/response-streaming-invocations"), uri);
    assertEquals(
        List.of("api", "{proxy+}"),
        plain.all("AWS::ApiGateway::Resource").stream()
            .map(resource -> resource.required("PathPart").asText())
            .toList());
  }

  @Test
  void theStageSaysThatItStreams() {
    assertEquals(Json.of("{'responseTransferMode': 'STREAM'}"), stage(plain).required("Variables"));
  }

  @Test
  void theApiIsRegionalAndPassesBodiesOnByteForByte() {
    assertEquals(
        Json.of(
            """
            {'Name': 'LlmAssistant', 'Description': 'LLM Assistant: questions in, tokens out',
             'EndpointConfiguration': {'Types': ['REGIONAL']}, 'BinaryMediaTypes': ['*/*']}
            """),
        plain.only("AWS::ApiGateway::RestApi"));
  }

  @Test
  void requestsAreThrottled() {
    assertEquals(
        Json.of(
            """
            [{'HttpMethod': '*', 'ResourcePath': '/*', 'DataTraceEnabled': false,
              'ThrottlingRateLimit': 10, 'ThrottlingBurstLimit': 20}]
            """),
        stage(plain).required("MethodSettings"));
    assertEquals(3, stage(full).at("/MethodSettings/0/ThrottlingRateLimit").asInt());
    assertEquals(6, stage(full).at("/MethodSettings/0/ThrottlingBurstLimit").asInt());
  }

  @Test
  void theAccessLogTellsNothingOfTheVisitor() {
    var format = Json.of(stage(plain).at("/AccessLogSetting/Format").asText());
    assertEquals(
        Set.of(
            "$context.requestId",
            "$context.requestTime",
            "$context.httpMethod",
            "$context.resourcePath",
            "$context.status",
            "$context.responseLatency",
            "$context.integrationLatency",
            "$context.responseLength",
            "$context.error.responseType"),
        format.valueStream().map(JsonNode::asText).collect(Collectors.toSet()));
  }

  @Test
  void theAccountsLogRoleIsSetUnlessToldToKeepIt() {
    assertEquals(1, plain.all("AWS::ApiGateway::Account").size());
    assertEquals(0, full.all("AWS::ApiGateway::Account").size());
  }

  @Test
  void theGatewaysOwnErrorsAreProblems() {
    var types = new TreeSet<String>();
    for (var response : plain.all("AWS::ApiGateway::GatewayResponse")) {
      var problem = Json.of(response.at("/ResponseTemplates/application~1json").asText());
      var status = response.required("StatusCode").asText();
      types.add(response.required("ResponseType").asText());
      assertEquals(
          List.of("type", "title", "status", "detail", "code", "instance"),
          List.copyOf(problem.propertyStream().map(java.util.Map.Entry::getKey).toList()));
      assertEquals(status, problem.required("status").asText());
      assertTrue(CODES.contains(problem.required("code").asText()), problem.toString());
      assertEquals("$context.requestId", problem.required("instance").asText());
      var headers = response.required("ResponseParameters");
      assertEquals(
          "'application/problem+json'",
          headers.required("gatewayresponse.header.Content-Type").asText());
      assertEquals(status.equals("429"), headers.has("gatewayresponse.header.Retry-After"));
    }
    assertEquals(
        Set.of(
            "THROTTLED",
            "REQUEST_TOO_LARGE",
            "MISSING_AUTHENTICATION_TOKEN",
            "WAF_FILTERED",
            "INTEGRATION_TIMEOUT",
            "DEFAULT_4XX",
            "DEFAULT_5XX"),
        types);
  }

  @Test
  void theGatewaysOwnErrorsCanBeReadByThePagesThatMayAsk() {
    assertEquals(Set.of(""), allowed(plain, "Allow-Origin"));
    assertEquals(Set.of("'https://shop.example.com'"), allowed(full, "Allow-Origin"));
    assertEquals(Set.of("'Retry-After'"), allowed(full, "Expose-Headers"));
    for (var several :
        List.of(
            "*", "https://a.example,https://b.example", "https://a.example https://b.example")) {
      assertEquals(Optional.of("*"), GatewayProblem.readers(Optional.of(several)));
    }
  }

  private static Set<String> allowed(Template template, String header) {
    return template.all("AWS::ApiGateway::GatewayResponse").stream()
        .map(response ->
            response
                .required("ResponseParameters")
                .path("gatewayresponse.header.Access-Control-" + header)
                .asText())
        .collect(Collectors.toSet());
  }

  private static JsonNode stage(Template template) {
    return template.only("AWS::ApiGateway::Stage");
  }
}

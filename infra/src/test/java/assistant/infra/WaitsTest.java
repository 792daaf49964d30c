package assistant.infra;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WaitsTest {

  private final Template plain = Synthesis.PLAIN;

  @Test
  void theInnermostGivesUpFirst() {
    var function = plain.only("AWS::Lambda::Function");
    var model = function.at("/Environment/Variables/MODEL_TIMEOUT").asText().replace("s", "");
    var integration =
        plain.only("AWS::ApiGateway::Method").at("/Integration/TimeoutInMillis").asInt() / 1000;
    assertTrue(Integer.parseInt(model) < integration);
    assertTrue(integration < function.required("Timeout").asInt());
  }

  @Test
  void cloudFrontWaitsForSeveralKeepAlivesAndNoLongerThanItMay() {
    var origins =
        plain.only("AWS::CloudFront::Distribution").at("/DistributionConfig/Origins").valueStream();
    var seconds =
        origins
            .map(origin -> origin.at("/CustomOriginConfig/OriginReadTimeout").asInt())
            .filter(wait -> wait > 0)
            .toList();
    assertTrue(seconds.size() == 1 && seconds.getFirst() >= 30 && seconds.getFirst() <= 60);
  }

  @Test
  void theStreamStaysWithinTheGatewaysFifteenMinutes() {
    assertTrue(Waits.INTEGRATION.toSeconds().intValue() < 15 * 60);
  }
}

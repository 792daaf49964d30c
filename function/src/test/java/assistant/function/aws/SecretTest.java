package assistant.function.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.base.Env;
import assistant.function.net.HttpClients;
import assistant.stubs.StubAws;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
  private final StubAws aws = new StubAws(asked -> holding("sk-one"));
  private Instant now = Instant.parse("2026-11-23T12:00:00Z");
  private final Secret secret =
      new Secret(
          AwsService.secretsManager(HttpClients.shared(), new Env(aws.environment())),
          "arn:aws:secretsmanager:eu-central-1:1:secret:key",
          (InstantSource) () -> now);

  @AfterEach
  void close() {
    aws.close();
  }

  private static StubAws.Answer holding(String text) {
    String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(text));
    return new StubAws.Answer(
        200,
        "{\"ARN\":\"a\",\"CreatedDate\":1.5E9,\"VersionStages\":[\"AWSCURRENT\"],\"SecretString\":\""
            + quoted
            + "\"}");
  }

  private void later(Duration duration) {
    now = now.plus(duration);
  }

  @Test
  void isAskedForByItsNameAndWithASignature() {
    assertEquals(Optional.of("sk-one"), secret.current());
    assertEquals("secretsmanager.GetSecretValue", aws.asked().getFirst().target());
    assertEquals(
        "{\"SecretId\":\"arn:aws:secretsmanager:eu-central-1:1:secret:key\"}",
        aws.asked().getFirst().body().toString());
  }

  @Test
  void wrongSignatureIsRefusedByTheStub() {
    Map<String, String> environment = new HashMap<>(aws.environment());
    environment.put("AWS_SECRET_ACCESS_KEY", "another");
    Secret other =
        new Secret(
            AwsService.secretsManager(HttpClients.shared(), new Env(environment)),
            "key",
            InstantSource.system());
    assertEquals(Optional.empty(), other.current());
    assertEquals(0, aws.asked().size());
  }

  @Test
  void isKeptForFiveMinutes() {
    secret.current();
    later(Duration.ofSeconds(299));
    secret.current();
    assertEquals(1, aws.asked().size());
    aws.answer(asked -> holding("sk-two"));
    later(Duration.ofSeconds(1));
    assertEquals(Optional.of("sk-two"), secret.current());
    assertEquals(2, aws.asked().size());
  }

  @Test
  void isFetchedAgainOnceWhenTheProviderRefusesIt() {
    secret.current();
    assertFalse(secret.renewed("sk-one"));
    assertEquals(2, aws.asked().size());
    assertFalse(secret.renewed("sk-one"));
    assertEquals(2, aws.asked().size());
    later(Duration.ofSeconds(30));
    aws.answer(asked -> holding("sk-two"));
    assertTrue(secret.renewed("sk-one"));
    assertEquals(Optional.of("sk-two"), secret.current());
    assertTrue(secret.renewed("sk-one"));
    assertEquals(3, aws.asked().size());
  }

  @ParameterizedTest
  @CsvSource({
    "500, InternalServiceError",
    "400, AccessDeniedException",
    "400, ThrottlingException"
  })
  void staleOneIsUsedWhileSecretsManagerFails(int status, String type) {
    secret.current();
    aws.answer(asked -> StubAws.Answer.error(status, type));
    later(Duration.ofMinutes(6));
    assertEquals(Optional.of("sk-one"), secret.current());
    int asked = aws.asked().size();
    later(Duration.ofSeconds(4));
    secret.current();
    assertEquals(asked, aws.asked().size());
    aws.answer(one -> holding("sk-two"));
    later(Duration.ofSeconds(1));
    assertEquals(Optional.of("sk-two"), secret.current());
  }

  @Test
  void brokenConnectionIsTriedOnceMore() {
    AtomicInteger times = new AtomicInteger();
    aws.answer(asked ->
        times.incrementAndGet() == 1 ? new StubAws.Answer(0, "") : holding("sk-second-try"));
    assertEquals(Optional.of("sk-second-try"), secret.current());
  }

  @Test
  void silentSecretsManagerIsNotWaitedForLong() {
    aws.answer(asked -> {
      Thread.sleep(10_000);
      return holding("sk-late");
    });
    long began = System.nanoTime();
    assertEquals(Optional.empty(), secret.current());
    assertTrue(System.nanoTime() - began < 4_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-plain",
        " sk-plain\n",
        "{\"apiKey\":\"sk-plain\",\"originVerify\":\"o\"}",
        "{\"OPENAI_API_KEY\":\"sk-plain\"}",
        "{\"apiKey\":\"\",\"OPENAI_API_KEY\":\"sk-plain\",\"nested\":{\"apiKey\":\"no\"}}"
      })
  void keyIsFoundInEveryForm(String text) {
    aws.answer(asked -> holding(text));
    assertEquals(Optional.of("sk-plain"), secret.current());
  }

  @Test
  void tokenOfTheOriginStandsBesideTheKey() {
    aws.answer(asked -> holding("{\"apiKey\":\"\",\"originVerify\":\"abc\"}"));
    assertEquals(Optional.empty(), secret.current());
    assertEquals(Optional.of("abc"), secret.originVerify());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{}",
        "{\"apiKey\":\"\"}",
        "{\"apiKey\":null}",
        "{\"apiKey\":",
        "{\"apiKey\":\"sk a\"}",
        "changeme",
        "CHANGE_ME",
        "replace-me-later",
        "<your key>",
        "your-api-key",
        "sk-...",
        "xxxx",
        "TODO"
      })
  void emptyOrPlaceholderIsNoKey(String text) {
    aws.answer(asked -> holding(text));
    assertEquals(Optional.empty(), secret.current());
  }

  @Test
  void secretWithoutAValueIsNoKey() {
    secret.current();
    aws.answer(asked -> StubAws.Answer.error(400, "ResourceNotFoundException"));
    later(Duration.ofMinutes(6));
    assertEquals(Optional.empty(), secret.current());
  }
}

package assistant.function.aws;

import assistant.function.Settings;
import assistant.function.base.Env;
import assistant.function.guard.Guard;
import assistant.function.guard.TableGuard;
import assistant.function.provider.Authorization;
import assistant.function.provider.StreamingHttpClient;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What the function has of AWS: the secret and the guard's table, each only when the settings name
/// it, both fetched side by side while the rest starts.
public record Aws(Optional<Secret> secret, Guard guard, CompletableFuture<?> warm) {
  static final Aws NONE =
      new Aws(Optional.empty(), Guard.OPEN, CompletableFuture.completedFuture(null));

  public static Aws of(Settings settings, Env env) {
    if (settings.apiKeySecret().isEmpty() && settings.guard().table().isEmpty()) {
      return NONE;
    }
    HttpClient http = StreamingHttpClient.client();
    InstantSource clock = InstantSource.system();
    Optional<Secret> secret =
        settings
            .apiKeySecret()
            .map(id -> new Secret(AwsService.secretsManager(http, env), id, clock));
    CompletableFuture<?> fetched =
        secret
            .<CompletableFuture<?>>map(one -> CompletableFuture.runAsync(one::content))
            .orElse(NONE.warm());
    if (settings.guard().table().isEmpty()) {
      return new Aws(secret, Guard.OPEN, fetched);
    }
    Table table = new Table(AwsService.dynamoDb(http, env), settings.guard().table().get());
    TableGuard guard =
        new TableGuard(
            table,
            settings.guard(),
            () ->
                settings
                    .guard()
                    .originVerify()
                    .or(() -> secret.flatMap(one -> one.content().originVerify())),
            new TableGuard.Allowance(settings.limits().outputTokens(), settings.thinks()),
            clock);
    return new Aws(secret, guard, CompletableFuture.allOf(fetched, guard.warm()));
  }

  /// The key itself, when the environment holds one, else the one in the secret.
  public Authorization key(Settings settings) {
    return settings.apiKey().isPresent() || secret.isEmpty()
        ? Authorization.fixed(settings.apiKey())
        : secret.get();
  }
}

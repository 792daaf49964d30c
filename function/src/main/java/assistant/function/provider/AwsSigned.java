package assistant.function.provider;

import assistant.function.aws.AwsCredentials;
import assistant.function.aws.Signature;
import assistant.function.base.Env;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A request signed with the function's role, anew each time it is sent; there is no key.
public record AwsSigned(Signature signature) implements Authorization {
  static final String SERVICE = "bedrock";

  /// With the credentials that Lambda sets.
  public static AwsSigned of(ProviderSettings settings, Env env) {
    String region = settings.bedrock().orElseThrow().region();
    return new AwsSigned(new Signature(AwsCredentials.of(env), region, SERVICE));
  }

  @Override
  public Optional<String> current() {
    return Optional.empty();
  }

  @Override
  public boolean renewed(String refused) {
    return false;
  }

  @Override
  public Map<String, String> headers(URI target, Map<String, String> sent, byte[] body) {
    Map<String, String> signed = new HashMap<>(sent);
    signed.put("host", host(target));
    return signature.sign("POST", target.getRawPath(), signed, body, Instant.now());
  }

  /// As the HTTP client sends it: with the port unless it is the scheme's own.
  private static String host(URI target) {
    int usual = "https".equals(target.getScheme()) ? 443 : 80;
    String host = target.getHost().toLowerCase(Locale.ROOT);
    return target.getPort() < 0 || target.getPort() == usual ? host : host + ":" + target.getPort();
  }
}

package assistant.function.api;

import assistant.function.base.Env;
import assistant.function.http.Request;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The pages elsewhere that may ask from a visitor's browser (CORS), by their origins; `*` is any.
/// They never get a visitor's cookies, as there are none.
public record Origins(Set<String> allowed) {
  public static final Origins NONE = new Origins(Set.of());
  private static final String ANY = "*";
  private static final Pattern ORIGIN =
      Pattern.compile("https?://(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(:\\d{1,5})?");

  /// What the SDKs send from a browser, and what this API reads. A list, since `*` leaves out
  /// `authorization`.
  private static final String REQUEST_HEADERS =
      "authorization, content-type, accept, x-access-key, x-answer-id, x-explain, openai-organization,"
          + " openai-project, openai-beta, x-stainless-arch, x-stainless-lang, x-stainless-os,"
          + " x-stainless-package-version, x-stainless-retry-count, x-stainless-runtime,"
          + " x-stainless-runtime-version, x-stainless-timeout, x-stainless-helper-method,"
          + " x-stainless-poll-helper, x-stainless-custom-poll-interval, idempotency-key, user-agent";

  private static final String RESPONSE_HEADERS =
      "x-request-id, x-should-retry, retry-after, retry-after-ms, www-authenticate, allow, x-ratelimit-limit-requests,"
          + " x-ratelimit-remaining-requests, x-ratelimit-reset-requests, x-ratelimit-limit-tokens,"
          + " x-ratelimit-remaining-tokens, x-ratelimit-reset-tokens";

  /// How long a browser need not ask again, in seconds.
  private static final String KEPT = "7200";

  public Origins {
    allowed = Set.copyOf(allowed);
  }

  /// A list with commas or spaces between.
  static Origins of(String list) {
    Set<String> origins = new TreeSet<>();
    for (String word : list.split("[,\\s]+")) {
      if (!word.isEmpty()) {
        if (!word.equals(ANY) && !ORIGIN.matcher(word).matches()) {
          throw Env.malformed(
              "API_ORIGINS",
              "* for any page, or origins such as https://example.com and http://localhost:3000,"
                  + " in lower case, without a path, with commas between them");
        }
        origins.add(word);
      }
    }
    return new Origins(origins);
  }

  /// What goes with every answer to this request, refusals too.
  Map<String, String> headers(Request request) {
    if (allowed.isEmpty()) {
      return Map.of();
    }
    Optional<String> origin = request.header("origin").filter(this::allows);
    if (origin.isEmpty()) {
      return Map.of("vary", "Origin");
    }
    return Map.of(
        "vary",
        "Origin",
        "access-control-allow-origin",
        allowed.contains(ANY) ? ANY : origin.get(),
        "access-control-expose-headers",
        RESPONSE_HEADERS);
  }

  /// What a browser is told that asks, before it sends the request itself, whether it may.
  Map<String, String> preflight() {
    return Map.of(
        "cache-control",
        "no-store",
        "access-control-allow-methods",
        "GET, POST, DELETE",
        "access-control-allow-headers",
        REQUEST_HEADERS,
        "access-control-max-age",
        KEPT);
  }

  boolean isPreflight(Request request) {
    return request.method().equals("OPTIONS")
        && !allowed.isEmpty()
        && request.header("origin").filter(this::allows).isPresent();
  }

  private boolean allows(String origin) {
    return allowed.contains(ANY) || allowed.contains(origin);
  }
}

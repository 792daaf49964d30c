package assistant.local;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names under which the page may be asked. A name that is not ours can only come from a page
/// elsewhere whose name was made to point here (DNS rebinding), so it is refused; an address in
/// figures cannot be made to point elsewhere.
record Hosts(Set<String> names, Set<String> origins) {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern FIGURES =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+(%25?[\\w.]+)?]");

  /// `hostnames` and `origins` are lists with commas, as in `HOSTNAMES` and `API_ORIGINS`; `*` is
  /// any.
  static Hosts of(String address, String hostnames, String origins) {
    return new Hosts(
        Stream.concat(Stream.of(address), list(hostnames))
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()),
        list(origins).collect(Collectors.toUnmodifiableSet()));
  }

  static Hosts local() {
    return of("localhost", "", "");
  }

  /// Whether a name is this machine's own, whoever asks it.
  static boolean isLocal(String host) {
    return host != null && (LOCAL.contains(host) || host.equals("::1"));
  }

  /// Whether a request may say that it is meant for this authority (`name` or `name:port`).
  boolean allows(String authority) {
    String host = host(authority);
    return LOCAL.contains(host)
        || named(host)
        || names.contains("*")
        || FIGURES.matcher(host).matches();
  }

  /// Whether a page of this origin may ask a server that was asked by this authority: the page
  /// itself, or one that the owner names.
  boolean allows(String origin, String authority) {
    if (reads(origin)) {
      return true;
    }
    String of = origin.replaceFirst("^https?://", "").toLowerCase(Locale.ROOT);
    return !of.equals(origin.toLowerCase(Locale.ROOT))
        && (of.equals(authority.toLowerCase(Locale.ROOT)) || named(host(of)));
  }

  /// Whether a page elsewhere may ask; then it may read what the gateway says by itself, too.
  boolean reads(String origin) {
    return origins.contains("*") || origins.contains(origin);
  }

  private boolean named(String host) {
    return !host.equals("localhost") && names.contains(host);
  }

  private static String host(String authority) {
    return authority.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
  }

  private static Stream<String> list(String text) {
    return Arrays.stream(text.split("[,\\s]+")).filter(word -> !word.isEmpty());
  }
}

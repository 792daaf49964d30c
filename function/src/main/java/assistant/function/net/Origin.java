package assistant.function.net;

import java.net.URI;

/// Where a connection goes: to a host by its name, in clear text or over TLS.
record Origin(boolean secure, String host, int port) {
  static Origin of(URI url) {
    boolean secure = "https".equalsIgnoreCase(url.getScheme());
    if (url.getHost() == null || !secure && !"http".equalsIgnoreCase(url.getScheme())) {
      throw new IllegalArgumentException("A URL begins with http:// or https:// and a host.");
    }
    int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
    return new Origin(secure, url.getHost(), port);
  }

  /// As the header `Host` names it.
  String authority() {
    return port == (secure ? 443 : 80) ? host : host + ':' + port;
  }

  /// Without the brackets of an IPv6 address.
  String address() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /// By hand, as those that a record brings are made at run time, which a cold start pays for.
  @Override
  public boolean equals(Object other) {
    return other instanceof Origin origin
        && secure == origin.secure
        && port == origin.port
        && host.equals(origin.host);
  }

  @Override
  public int hashCode() {
    return 31 * host.hashCode() + port;
  }
}

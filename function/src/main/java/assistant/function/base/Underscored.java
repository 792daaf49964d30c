package assistant.function.base;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;

/// A server whose name has a `_`, as container networks give them: no host by the standard of URLs,
/// so that the JDK's client takes it only by its address, with the name in the header `Host`.
public final class Underscored {
  private static final String NAME = "[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_])?(:\\d{1,5})?";

  private Underscored() {}

  public static boolean is(URI url) {
    return url.getHost() == null
        && url.getRawAuthority() != null
        && url.getRawAuthority().matches(NAME);
  }

  /// Lets the JDK send a `Host` of ours; before its client is first used.
  public static void allow() {
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
  }

  /// The same place by its address, looked up each time, as containers move.
  public static URI byAddress(URI url) throws IOException {
    String authority = url.getRawAuthority();
    int colon = authority.indexOf(':');
    InetAddress address =
        InetAddress.getByName(colon < 0 ? authority : authority.substring(0, colon));
    String host = address.getHostAddress();
    host = address instanceof Inet6Address ? "[" + host.replaceFirst("%.*", "") + "]" : host;
    String port = colon < 0 ? "" : authority.substring(colon);
    return URI.create(url.getScheme() + "://" + host + port + url.getRawPath());
  }
}

package assistant.function.net;

import assistant.function.base.Env;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// The proxies that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name, handed to the JVM as
/// properties of its own, which every client then heeds; properties that are set already stay.
public final class Proxies {
  private Proxies() {}

  /// Before the first connection.
  public static void heed(Env env) {
    either(env, "HTTPS_PROXY").ifPresent(proxy -> use(env, "https", proxy));
    either(env, "HTTP_PROXY").ifPresent(proxy -> use(env, "http", proxy));
  }

  private static Optional<String> either(Env env, String name) {
    return env.text(name).or(() -> env.text(name.toLowerCase(java.util.Locale.ROOT)));
  }

  private static void use(Env env, String scheme, String proxy) {
    String names = scheme.toUpperCase(java.util.Locale.ROOT) + "_PROXY";
    Set<String> direct = direct(either(env, "NO_PROXY").orElse(""));
    if (direct.contains("*") || System.getProperty(scheme + ".proxyHost") != null) {
      return;
    }
    URI url = url(names, proxy);
    System.setProperty(scheme + ".proxyHost", url.getHost());
    System.setProperty(
        scheme + ".proxyPort", Integer.toString(url.getPort() < 0 ? 80 : url.getPort()));
    System.setProperty("http.nonProxyHosts", String.join("|", direct));
    if (url.getUserInfo() != null) {
      // Without it the JDK sends no password to open a tunnel.
      System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
      System.setProperty("jdk.http.auth.proxying.disabledSchemes", "");
      Authenticator.setDefault(new Login(url.getHost(), url.getUserInfo()));
    }
  }

  private static URI url(String name, String proxy) {
    try {
      URI url = new URI(proxy.contains("://") ? proxy : "http://" + proxy);
      if (url.getHost() != null && "http".equalsIgnoreCase(url.getScheme())) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Said below, in the reader's words.
    }
    throw Env.malformed(name, "the address of a proxy such as http://proxy.example.com:3128");
  }

  /// As the JVM writes them: a name stands for those below it too.
  private static Set<String> direct(String names) {
    Set<String> direct = new LinkedHashSet<>(Set.of("localhost", "127.*", "[::1]", "169.254.*"));
    for (String name : names.split("[,\\s]+")) {
      String host = name.replaceFirst(":\\d+$", "").replaceFirst("^\\*?\\.", "");
      if (name.equals("*")) {
        direct.add("*");
      } else if (host.matches("(\\d+\\.){3}\\d+/(8|16|24)")) {
        int parts = Integer.parseInt(host.substring(host.indexOf('/') + 1)) / 8;
        direct.add(String.join(".", java.util.List.of(host.split("\\.")).subList(0, parts)) + ".*");
      } else if (!host.isEmpty()) {
        direct.add(host);
        direct.add("*." + host);
      }
    }
    return direct;
  }

  /// The name and the password in the proxy's URL, for that proxy alone.
  private static final class Login extends Authenticator {
    private final String host;
    private final String user;

    Login(String host, String user) {
      this.host = host;
      this.user = user;
    }

    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
      if (getRequestorType() != RequestorType.PROXY || !host.equals(getRequestingHost())) {
        return null;
      }
      int colon = user.indexOf(':');
      String name = colon < 0 ? user : user.substring(0, colon);
      return new PasswordAuthentication(
          name, colon < 0 ? new char[0] : user.substring(colon + 1).toCharArray());
    }
  }
}

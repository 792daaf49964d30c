package assistant.local;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Lets no stranger in: neither a name that was made to point here, nor another site's page that
/// would ask at its visitor's cost. And nothing passes that is no path, such as `CONNECT`'s target.
final class Strangers extends Handler.Abstract {
  private final Hosts hosts;
  private final Problems problems;

  Strangers(Hosts hosts, Problems problems) {
    this.hosts = hosts;
    this.problems = problems;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = request.getHttpURI().getPath();
    if (HttpMethod.CONNECT.is(request.getMethod()) || path == null || !path.startsWith("/")) {
      problems.send(GatewayProblem.METHOD_NOT_ALLOWED, request, response, callback);
      return true;
    }
    String authority = request.getHeaders().get(HttpHeader.HOST);
    if (authority == null) {
      authority = "localhost";
    }
    if (!hosts.allows(authority)) {
      problems.send(unknownHost(), request, response, callback);
      return true;
    }
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    if (path.startsWith(Gateway.PATH) && origin != null && !hosts.allows(origin, authority)) {
      problems.send(foreignOrigin(), request, response, callback);
      return true;
    }
    return false;
  }

  private static GatewayProblem unknownHost() {
    return new GatewayProblem(
        421,
        "This page is not known by that name",
        "host_refused",
        "If the name is yours, start the page with it: HOSTNAMES=name.",
        0);
  }

  private static GatewayProblem foreignOrigin() {
    return new GatewayProblem(
        403,
        "Another site may not ask here",
        "origin_refused",
        "If the site is yours, start the page with it: API_ORIGINS=https://name.",
        0);
  }
}

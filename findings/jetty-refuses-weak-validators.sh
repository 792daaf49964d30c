#!/usr/bin/env bash
# Jetty's reader of comma-separated header values takes a weak entity tag, `W/"…"`, for malformed: a handler that asks for
# If-None-Match by it fails on what every cache may send (RFC 9110, 13.1.2). A server's answer is 400.
# Needs a JDK 25 (JAVA_HOME, or `java` on the path) and Maven.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
version=12.1.14
cat > pom.xml <<POM
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.eclipse.jetty</groupId><artifactId>jetty-server</artifactId><version>$version</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.18</version></dependency>
  </dependencies>
</project>
POM
mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath -Dmdep.outputFile=classpath > log 2>&1 || { tail -n 20 log; exit 1; }

cat > Finding.java <<'JAVA'
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

class Finding {
  public static void main(String[] words) throws Exception {
    Server server = new Server(0);
    server.setHandler(new Handler.Abstract() {
      @Override
      public boolean handle(Request request, Response response, Callback callback) {
        var tags = request.getHeaders().getCSV(HttpHeader.IF_NONE_MATCH, true);
        response.setStatus(tags.isEmpty() ? 500 : 200);
        callback.succeeded();
        return true;
      }
    });
    server.start();
    URI url = URI.create("http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort());
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String tags : new String[] {"\"a\"", "\"a\", \"b\"", "W/\"a\"", "\"a\", W/\"b\""}) {
        HttpRequest request = HttpRequest.newBuilder(url).header("if-none-match", tags).build();
        System.out.println(tags + " -> " + http.send(request, BodyHandlers.discarding()).statusCode());
      }
    }
    server.stop();
  }
}
JAVA
said=$("$java" -cp "$(cat classpath)" Finding.java)
echo "Jetty $version, a handler that reads If-None-Match by HttpFields.getCSV:"
echo "$said"
[ "$said" = '"a" -> 200
"a", "b" -> 200
W/"a" -> 400
"a", W/"b" -> 400' ] || { echo "This Jetty behaves otherwise."; exit 1; }

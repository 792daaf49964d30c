package assistant.function.net;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Status and headers of a response; `keepAlive` when the server lets the connection be used again.
record ResponseHead(int statusCode, HttpHeaders headers, boolean keepAlive)
    implements ResponseInfo {
  private static final int MOST_LINE = 128 << 10;

  /// Of all headers together, in characters.
  private static final int MOST = 384 << 10;

  /// What a server says before its response, such as 100, is left out.
  static ResponseHead read(Connection connection) throws IOException {
    while (true) {
      String line = connection.line(MOST_LINE);
      int status = status(line);
      HttpHeaders headers = headers(connection);
      if (status >= 200) {
        String wish = String.join(",", headers.allValues("connection")).toLowerCase(Locale.ROOT);
        boolean keepAlive = line.startsWith("HTTP/1.1") ? !wish.contains("close") : false;
        return new ResponseHead(status, headers, keepAlive);
      }
      if (status == 101) {
        throw new ProtocolException("The server speaks another protocol.");
      }
    }
  }

  private static int status(String line) throws ProtocolException {
    if (line.startsWith("HTTP/1.") && line.length() >= 12) {
      int status = 0;
      for (int i = 9; i < 12; i++) {
        int digit = line.charAt(i) - '0';
        status = digit < 0 || digit > 9 ? -1000 : status * 10 + digit;
      }
      if (status >= 100) {
        return status;
      }
    }
    throw new ProtocolException("The server does not speak HTTP/1.1.");
  }

  /// By the standard, a line that begins with a space goes on with the one before.
  private static HttpHeaders headers(Connection connection) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    List<String> values = new ArrayList<>(1);
    int size = 0;
    for (String line = connection.line(MOST_LINE);
        !line.isEmpty();
        line = connection.line(MOST_LINE)) {
      size += line.length() + 2;
      if (size > MOST) {
        throw new ProtocolException("A response's headers have no end.");
      }
      int colon = line.indexOf(':');
      if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        if (!values.isEmpty()) {
          values.add((values.removeLast() + ' ' + line.strip()).strip());
        }
      } else if (colon > 0) {
        String name = line.substring(0, colon).stripTrailing();
        values = headers.computeIfAbsent(name, one -> new ArrayList<>(1));
        values.add(line.substring(colon + 1).strip());
      } else {
        throw new ProtocolException("A response's headers cannot be read.");
      }
    }
    return HttpHeaders.of(headers, (name, value) -> true);
  }

  @Override
  public Version version() {
    return Version.HTTP_1_1;
  }
}

package assistant.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// One address with everything behind it: the page, and the API with the function.
final class Cloud implements AutoCloseable {
  static {
    // Without it every small write waits 40 ms for the reader's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// Listens on the loopback address only. Port 0 is any that is free.
  Cloud(int port, Site site, Invoker function) throws IOException {
    this(new InetSocketAddress(InetAddress.getByName("localhost"), port), site, function);
  }

  Cloud(InetSocketAddress address, Site site, Invoker function) throws IOException {
    server = HttpServer.create(address, 0);
    server.setExecutor(threads);
    server.createContext("/", site);
    server.createContext("/api/", new Gateway(function));
    server.start();
  }

  URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

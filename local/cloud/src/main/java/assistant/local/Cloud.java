package assistant.local;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// One address with everything behind it: the page, and the API with the function.
final class Cloud implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 2_000;
  private static final int LONGEST_HEAD = 16 << 10;

  private final Server server;
  private final ServerConnector connector;

  /// Where it listens and whom it believes.
  record Entrance(InetSocketAddress address, Hosts hosts, Proxies proxies, Patience.Times times) {
    static Entrance local(int port) {
      return new Entrance(
          new InetSocketAddress("localhost", port),
          Hosts.local(),
          Proxies.none(),
          Patience.Times.USUAL);
    }
  }

  /// Listens on the loopback address only. Port 0 is any that is free.
  Cloud(int port, Site site, Invoker function) throws IOException {
    this(Entrance.local(port), site, function);
  }

  Cloud(Entrance entrance, Site site, Invoker function) throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(32, 4);
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server = new Server(threads);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
    connector.setHost(entrance.address().getHostString());
    connector.setPort(entrance.address().getPort());
    // Whom the queue has no room for comes again after a second, however soon there is room.
    connector.setAcceptQueueSize(4096);
    connector.setIdleTimeout(entrance.times().answer().toMillis());
    server.addConnector(connector);
    Problems problems = new Problems(site.headers(), entrance.hosts());
    Patience patience = new Patience(entrance.times());
    connector.addBean(patience, false);
    connector.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
    patience.setHandler(
        new Handler.Sequence(
            new Strangers(entrance.hosts(), problems),
            new Gateway(function, entrance.proxies(), problems, patience),
            site));
    server.setHandler(patience);
    server.setErrorHandler(problems);
    try {
      server.start();
      patience.watch(server.getScheduler());
    } catch (Exception e) {
      close();
      if (e.getCause() instanceof BindException taken) {
        throw taken;
      }
      throw e instanceof IOException failed ? failed : new IOException(e);
    }
  }

  private static HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(LONGEST_HEAD);
    http.setResponseHeaderSize(LONGEST_HEAD);
    // What a path means is for the function and the page's server to say, as behind AWS's.
    http.setUriCompliance(UriCompliance.UNSAFE);
    return http;
  }

  URI url() {
    return URI.create("http://localhost:" + connector.getLocalPort());
  }

  @Override
  public void close() {
    try {
      server.setStopTimeout(0);
      server.stop();
    } catch (Exception e) {
      // It is of no use any more either way.
    }
  }
}

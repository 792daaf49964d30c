package assistant.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lambda's Runtime API, for one function process: hands out invocations one by one and takes their
/// responses.
public final class RuntimeApi implements AutoCloseable {
  private static final String VERSION = "/2018-06-01/runtime/";
  private static final Pattern ANSWER =
      Pattern.compile(VERSION + "invocation/([0-9a-f-]+)/(response|error)");

  private final ServerSocket server;
  private final BlockingQueue<Invocation> next = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> running = new ConcurrentHashMap<>();
  private final Consumer<String> initFailed;
  private final Runnable free;
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile boolean waiting;

  /// `initFailed` is told when the function reports that it cannot start.
  public RuntimeApi(Consumer<String> initFailed) throws IOException {
    this(initFailed, () -> {});
  }

  /// `free` is run when the function has started, and when each answer has come whole: before
  /// anybody reads its end, so that who then asks again finds the process free.
  RuntimeApi(Consumer<String> initFailed, Runnable free) throws IOException {
    this.initFailed = initFailed;
    this.free = free;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /// As in `AWS_LAMBDA_RUNTIME_API`.
  public String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  public void invoke(Invocation invocation) {
    next.add(invocation);
  }

  /// Whether the process has asked for its next event and there is none.
  boolean waiting() {
    return waiting;
  }

  /// The process is gone: whatever it had taken or not yet taken fails.
  public void fail(String reason) {
    running.values().forEach(invocation -> invocation.failed(reason));
    next.forEach(invocation -> invocation.failed(reason));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 32 << 10);
      for (HttpMessage message = HttpMessage.read(in);
          message != null;
          message = HttpMessage.read(in)) {
        serve(message, socket.getOutputStream());
      }
    } catch (IOException e) {
      // The process has gone or broke its answer off; whoever waits for it is told by its exit or
      // by the cut body.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(HttpMessage message, OutputStream out)
      throws IOException, InterruptedException {
    Matcher answer = ANSWER.matcher(message.path());
    if (message.path().equals(VERSION + "invocation/next") && message.method().equals("GET")) {
      if (started.compareAndSet(false, true)) {
        free.run();
      }
      waiting = true;
      Invocation invocation = next.take();
      waiting = false;
      hand(invocation, out);
    } else if (answer.matches() && running.containsKey(answer.group(1))) {
      Invocation invocation = running.get(answer.group(1));
      take(invocation, message, answer.group(2).equals("error"));
      running.remove(invocation.id());
      respond(out, "202 Accepted", "", new byte[0]);
    } else if (message.path().equals(VERSION + "init/error")) {
      initFailed.accept(new String(message.body().readAllBytes(), StandardCharsets.UTF_8));
      respond(out, "202 Accepted", "", new byte[0]);
    } else {
      message.body().readAllBytes();
      respond(
          out,
          "403 Forbidden",
          "",
          "{\"errorMessage\":\"Invalid request ID\"}".getBytes(StandardCharsets.UTF_8));
    }
  }

  private void hand(Invocation invocation, OutputStream out) throws IOException {
    running.put(invocation.id(), invocation);
    String headers =
        "Lambda-Runtime-Aws-Request-Id: "
            + invocation.id()
            + "\r\n"
            + "Lambda-Runtime-Deadline-Ms: "
            + invocation.start().toEpochMilli()
            + "\r\n"
            + "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:local:000000000000:function:assistant\r\n"
            + "Lambda-Runtime-Trace-Id: Root=1-"
            + TraceId.next()
            + ";Sampled=0\r\n"
            + "Content-Type: application/json\r\n";
    respond(out, "200 OK", headers, invocation.event());
  }

  private void take(Invocation invocation, HttpMessage message, boolean error)
      throws IOException, InterruptedException {
    if (error) {
      message.body().readAllBytes();
      free.run();
      invocation.failed("The function reported an error.");
      return;
    }
    boolean streamed =
        "streaming".equals(message.headers().get("lambda-runtime-function-response-mode"));
    try {
      if (streamed) {
        Relay relay = new Relay();
        invocation.began(FunctionResponse.streamed(message.body(), relay), relay);
        relay.fill(message.body(), free);
      } else {
        FunctionResponse whole = FunctionResponse.buffered(message.body());
        free.run();
        invocation.response().complete(whole);
      }
    } catch (IOException e) {
      invocation.failed("The function's response cannot be read.");
      throw e;
    }
  }

  private static void respond(OutputStream out, String status, String headers, byte[] body)
      throws IOException {
    byte[] head =
        ("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] all = java.util.Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    out.write(all);
    out.flush();
  }
}

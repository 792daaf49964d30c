package assistant.dynamodb;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import software.amazon.dynamodb.services.local.main.ServerRunner;

/// AWS's DynamoDB on localhost, in memory, as a process: it prints the environment in which a
/// function finds it and the guard's table, a line a variable and an empty one, then serves until
/// it is ended.
public final class DynamoDb {
  private static final String TABLE = "assistant";

  private DynamoDb() {}

  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    // It says a lot itself.
    System.setOut(System.err);
    String port = Integer.toString(freePort());
    ServerRunner.createServerFromCommandLineArgs(
            new String[] {"-inMemory", "-sharedDb", "-disableTelemetry", "-port", port})
        .start();
    URI url = URI.create("http://127.0.0.1:" + port);
    GuardTable.create(url, TABLE);
    GuardTable.environment(url, TABLE).forEach((name, value) -> out.println(name + "=" + value));
    out.println();
    Thread.currentThread().join();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

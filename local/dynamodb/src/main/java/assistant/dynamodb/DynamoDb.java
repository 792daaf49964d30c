package assistant.dynamodb;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import software.amazon.dynamodb.services.local.main.ServerRunner;

/// AWS's DynamoDB on localhost, in memory, as a process: it prints the environment in which a
/// function finds it and the guard's table, a line a variable and an empty one, then serves until
/// it is ended.
public final class DynamoDb {
  private DynamoDb() {}

  /// The names of tables may be given; the first is the one that is printed.
  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    // It says a lot itself.
    System.setOut(System.err);
    String port = Integer.toString(freePort());
    ServerRunner.createServerFromCommandLineArgs(
            new String[] {"-inMemory", "-sharedDb", "-disableTelemetry", "-port", port})
        .start();
    URI url = URI.create("http://127.0.0.1:" + port);
    List<String> tables = args.length == 0 ? List.of("assistant") : List.of(args);
    for (String table : tables) {
      GuardTable.create(url, table);
    }
    GuardTable.environment(url, tables.getFirst())
        .forEach((name, value) -> out.println(name + "=" + value));
    out.println();
    Thread.currentThread().join();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

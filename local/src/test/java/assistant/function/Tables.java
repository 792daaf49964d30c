package assistant.function;

import assistant.local.DynamoDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// One DynamoDB Local for all tests, and a table of its own for each.
final class Tables {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private Tables() {}

  /// Started when first needed; it ends with the tests' process.
  private static final class Shared {
    static final DynamoDb DYNAMO_DB = start();

    private static DynamoDb start() {
      try {
        return new DynamoDb(Files.readString(Path.of(System.getProperty("dynamodb.classpath"))));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /// What a function needs to use a new, empty table.
  static Map<String, String> environment() {
    String name = "table-" + NUMBER.incrementAndGet();
    Map<String, String> environment = new HashMap<>(Shared.DYNAMO_DB.environment());
    environment.put("GUARD_TABLE", name);
    try {
      Shared.DYNAMO_DB.createTable(name);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return environment;
  }

  static Table of(Map<String, String> environment) {
    return new Table(
        AwsService.dynamoDb(Wire.client(), new Env(environment)), environment.get("GUARD_TABLE"));
  }

  /// What stands in the table about a day.
  static Item day(Table table, String date) {
    return table.read("day#" + date).orTimeout(5, TimeUnit.SECONDS).join();
  }
}

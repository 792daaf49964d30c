package assistant.function;

import assistant.function.aws.Aws;
import assistant.function.aws.Item;
import assistant.function.aws.Table;
import assistant.function.base.Env;
import assistant.local.DynamoDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// One DynamoDB Local for all tests, and a table of its own for each.
public final class Tables {
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
  public static Map<String, String> environment() {
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

  public static Table of(Map<String, String> environment) {
    return new Aws(new Env(environment)).table(environment.get("GUARD_TABLE"));
  }

  /// The counters of today in the table that an environment names.
  public static Map<String, Long> today(Map<String, String> environment) {
    Map<String, Long> numbers = new TreeMap<>();
    Item day = day(of(environment), LocalDate.now(ZoneOffset.UTC).toString());
    for (String name : List.of("tokens", "asks", "settled", "inputTokens", "outputTokens")) {
      numbers.put(name, day.number(name));
    }
    return numbers;
  }

  /// What stands in the table about a day.
  public static Item day(Table table, String date) {
    return table.read("day#" + date).orTimeout(5, TimeUnit.SECONDS).join();
  }
}

package assistant.function;

import assistant.function.aws.Aws;
import assistant.function.aws.Item;
import assistant.function.aws.Table;
import assistant.function.base.Env;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// What the guard's table says of a day.
public final class Days {
  private Days() {}

  public static Table table(Map<String, String> environment) {
    return new Aws(new Env(environment)).table(environment.get("GUARD_TABLE"));
  }

  /// The counters of today in the table that an environment names.
  public static Map<String, Long> today(Map<String, String> environment) {
    Map<String, Long> numbers = new TreeMap<>();
    Item day = of(table(environment), LocalDate.now(ZoneOffset.UTC).toString());
    for (String name : List.of("tokens", "asks", "settled", "inputTokens", "outputTokens")) {
      numbers.put(name, day.number(name));
    }
    return numbers;
  }

  /// What stands in the table about a day.
  public static Item of(Table table, String date) {
    return table.read("day#" + date).orTimeout(5, TimeUnit.SECONDS).join();
  }
}

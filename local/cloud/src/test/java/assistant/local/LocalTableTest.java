package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTableTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String RESERVE =
      """
      {"Key":{"pk":{"S":"day"}},"UpdateExpression":"ADD tokens :wanted, asks :one SET expires = :expires",
       "ConditionExpression":"attribute_not_exists(tokens) OR tokens <= :room","ReturnValues":"ALL_NEW",
       "ReturnValuesOnConditionCheckFailure":"ALL_OLD",
       "ExpressionAttributeValues":{":wanted":{"N":"10"},":one":{"N":"1"},":room":{"N":"95"},":expires":{"N":"9999999999"}}}\
      """;

  @Test
  void noRaceTakesTheBudgetAboveItsLimit() throws Exception {
    LocalTable table = new LocalTable();
    List<Callable<Boolean>> asks = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      asks.add(() -> {
        try {
          table.call("UpdateItem", JSON.readTree(RESERVE));
          return true;
        } catch (TableError e) {
          assertEquals("ConditionalCheckFailedException", e.type());
          assertEquals("100", e.item().get("tokens").path("N").asText());
          return false;
        }
      });
    }
    int granted = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var ask : threads.invokeAll(asks)) {
        granted += ask.get() ? 1 : 0;
      }
    }
    assertEquals(10, granted);
    assertEquals("100", number(table, "tokens"));
    assertEquals("10", number(table, "asks"));
  }

  @Test
  void countsAreThereAfterARestartAndAHalfLineIsNot(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("table.jsonl");
    try (LocalTable table = new LocalTable(file)) {
      table.call("UpdateItem", JSON.readTree(RESERVE));
      table.call("UpdateItem", JSON.readTree(RESERVE));
    }
    Files.writeString(file, "{\"pk\":\"day\",\"item\":{\"tok", StandardOpenOption.APPEND);
    try (LocalTable table = new LocalTable(file)) {
      assertEquals("20", number(table, "tokens"));
      table.call("UpdateItem", JSON.readTree(RESERVE));
    }
    assertEquals(2, Files.readString(file, StandardCharsets.UTF_8).lines().count());
    try (LocalTable table = new LocalTable(file)) {
      assertEquals("30", number(table, "tokens"));
    }
  }

  @Test
  void whatHasExpiredIsGoneAtTheNextStart(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("table.jsonl");
    try (LocalTable table = new LocalTable(file)) {
      table.call("UpdateItem", JSON.readTree(RESERVE.replace("9999999999", "1000000000")));
    }
    try (LocalTable table = new LocalTable(file)) {
      assertTrue(table.call("GetItem", JSON.readTree(RESERVE)).isEmpty());
    }
  }

  /// A page that stands for months fills neither the memory nor the disk.
  @Test
  void whatHasExpiredIsDeletedWhileThePageStandsAndTheFileStaysShort(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("table.jsonl");
    AtomicLong now = new AtomicLong(1_000_000_000);
    try (LocalTable table = new LocalTable(file, () -> Instant.ofEpochSecond(now.get()))) {
      for (int i = 0; i <= 3 * TableLines.MANY_LINES; i++) {
        String key = "answer#" + i % 500;
        JsonNode put =
            JSON.readTree(
                "{\"TableName\":\"guard\",\"Item\":{\"pk\":{\"S\":\"%s\"},\"expires\":{\"N\":\"%d\"}}}"
                    .formatted(key, now.get() + 900));
        table.call("PutItem", put);
      }
      assertTrue(Files.lines(file).count() <= TableLines.MANY_LINES + 1);
      assertEquals(500, count(table));
      now.addAndGet(1000);
      assertEquals(0, count(table));
    }
  }

  private static int count(LocalTable table) throws IOException {
    return table.call("Scan", JSON.readTree("{\"TableName\":\"guard\"}")).path("Count").asInt();
  }

  @Test
  void whatCannotBeReadIsRefusedAndChangesNothing() throws IOException {
    LocalTable table = new LocalTable();
    table.call("UpdateItem", JSON.readTree(RESERVE));
    for (String expression :
        List.of(
            "SET", "SET a = :none", "FOO a :one", "ADD salt :one SET", "SET a = b", "ADD a", ";")) {
      JsonNode request =
          JSON.readTree(
              RESERVE.replace("ADD tokens :wanted, asks :one SET expires = :expires", expression));
      TableError error =
          assertThrows(TableError.class, () -> table.call("UpdateItem", request), expression);
      assertEquals("ValidationException", error.type());
    }
    assertEquals("10", number(table, "tokens"));
  }

  private static String number(LocalTable table, String name) throws IOException {
    return table.call("GetItem", JSON.readTree(RESERVE)).path("Item").path(name).path("N").asText();
  }
}

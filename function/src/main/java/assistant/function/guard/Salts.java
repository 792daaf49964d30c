package assistant.function.guard;

import assistant.function.aws.Table;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// The salt of each day, drawn by whichever instance asks first and deleted with the day, so that
/// nobody can later find out which address a hash was.
final class Salts {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Table table;
  private volatile Salt latest = new Salt(null, new byte[0]);

  private record Salt(Day day, byte[] bytes) {}

  Salts(Table table) {
    this.table = table;
  }

  CompletableFuture<byte[]> of(Instant now) {
    Day day = Day.of(now);
    Salt known = latest;
    if (day.equals(known.day())) {
      return CompletableFuture.completedFuture(known.bytes());
    }
    byte[] drawn = new byte[16];
    RANDOM.nextBytes(drawn);
    var change =
        new Table.Change(
            "salt#" + day.date(),
            "SET salt = if_not_exists(salt, :drawn), expires = :expires",
            Map.of(":drawn", HexFormat.of().formatHex(drawn), ":expires", day.end() + 600));
    return table
        .change(change)
        .thenApply(done -> {
          byte[] salt = HexFormat.of().parseHex(done.item().text("salt").orElseThrow());
          latest = new Salt(day, salt);
          return salt;
        });
  }
}

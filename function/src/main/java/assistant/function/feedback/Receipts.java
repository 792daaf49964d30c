package assistant.function.feedback;

import assistant.function.aws.Table;
import assistant.function.problem.Code;
import assistant.function.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Writes and reads receipts: an HMAC, by a key that all instances share, and what it is over. So
/// only answers that were given can be rated, and nothing need be kept of those that are not.
public final class Receipts {
  /// What is older is no longer rated.
  private static final int DAYS = 7;

  private static final int MAC_BYTES = 16;
  private static final int LONGEST = 512;
  private static final int LONGEST_NAME = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Optional<Table> table;
  private final String version;
  private final InstantSource clock;
  private volatile CompletableFuture<SecretKeySpec> key;

  /// Without a table there are none.
  public Receipts(Optional<Table> table, String version, InstantSource clock) {
    this.table = table;
    this.version = version;
    this.clock = clock;
  }

  /// Has the key ready before the first answer; never fails.
  public CompletableFuture<?> warm() {
    return table.isEmpty()
        ? CompletableFuture.completedFuture(null)
        : key().exceptionally(thrown -> null);
  }

  /// Drawn by whichever instance asks first, and kept.
  private CompletableFuture<SecretKeySpec> key() {
    CompletableFuture<SecretKeySpec> known = key;
    if (known == null || known.isCompletedExceptionally()) {
      byte[] drawn = new byte[32];
      RANDOM.nextBytes(drawn);
      var change =
          new Table.Change(
              "receipts",
              "SET hmacKey = if_not_exists(hmacKey, :drawn)",
              Map.of(":drawn", HexFormat.of().formatHex(drawn)));
      known =
          table
              .orElseThrow()
              .change(change)
              .thenApply(done ->
                  new SecretKeySpec(
                      HexFormat.of().parseHex(done.item().text("hmacKey").orElseThrow()),
                      "HmacSHA256"));
      key = known;
    }
    return known;
  }

  /// For an answer that was just given; none while the table cannot be reached.
  public Optional<String> write(String id, String model) {
    if (table.isEmpty()) {
      return Optional.empty();
    }
    CompletableFuture<SecretKeySpec> ready = key();
    if (!ready.isDone() || ready.isCompletedExceptionally()) {
      return Optional.empty();
    }
    String name = model.length() > LONGEST_NAME ? model.substring(0, LONGEST_NAME) : model;
    byte[] words =
        String.join(" ", id, today().toString(), version, name).getBytes(StandardCharsets.UTF_8);
    byte[] mac = mac(ready.join(), words);
    byte[] all = Arrays.copyOf(mac, MAC_BYTES + words.length);
    System.arraycopy(words, 0, all, MAC_BYTES, words.length);
    return Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(all));
  }

  /// Throws a [Refusal] for what was not written here within the last days.
  public Receipt read(String receipt) throws InterruptedException {
    if (table.isEmpty() || !Table.done(key(), PATIENCE)) {
      throw new Refusal(
          Code.GUARD_UNAVAILABLE, "The receipt cannot be looked at right now. Try again.");
    }
    byte[] all = bytes(receipt);
    byte[] words = Arrays.copyOfRange(all, MAC_BYTES, all.length);
    if (!MessageDigest.isEqual(Arrays.copyOf(all, MAC_BYTES), mac(key().join(), words))) {
      throw unknown();
    }
    String[] parts = new String(words, StandardCharsets.UTF_8).split(" ", 4);
    LocalDate day = day(parts[1]);
    if (day.isBefore(today().minusDays(DAYS))) {
      throw unknown();
    }
    return new Receipt(parts[0], day, parts[3], parts[2]);
  }

  private static byte[] bytes(String receipt) {
    try {
      byte[] all = Base64.getUrlDecoder().decode(receipt.length() > LONGEST ? "" : receipt);
      if (all.length > MAC_BYTES) {
        return all;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw unknown();
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalStateException(e);
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static Refusal unknown() {
    return new Refusal(
        Code.BODY_INVALID,
        "The receipt is none of this page's, or is older than " + DAYS + " days.");
  }

  private static byte[] mac(SecretKeySpec key, byte[] words) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return Arrays.copyOf(mac.doFinal(words), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

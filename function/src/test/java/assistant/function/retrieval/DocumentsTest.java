package assistant.function.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.aws.Aws;
import assistant.function.base.Env;
import assistant.function.chain.Question;
import assistant.function.chain.Source;
import assistant.function.chain.Turn;
import assistant.function.problem.Code;
import assistant.function.problem.Refusal;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DocumentsTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file = Files.write(folder.resolve("documents.index"), IndexTest.shop());
  }

  @Test
  void sourcesAreNumberedFromTheBest() {
    assertEquals(
        List.of(
            new Source(
                1, "Shop › Delivery", "shop.md", "delivery", "", "A parcel takes three days."),
            new Source(
                2,
                "Shop › Returns",
                "shop.md",
                "returns",
                "",
                "Goods may be returned within 30 days.\nSend the parcel to the warehouse."),
            new Source(
                3,
                "Jobs",
                "jobs/all.md",
                "",
                "",
                "We look for people who like parcels and children's books.")),
        found(documents(Map.of()), "How many days does a parcel take?"));
  }

  @Test
  void followUpIsSearchedWithTheQuestionBefore() {
    Question question =
        new Question(
            "And how long?",
            List.of(
                new Turn(Turn.Role.USER, "Tell me about the delivery"),
                new Turn(Turn.Role.ASSISTANT, "We send parcels.")));

    assertEquals("delivery", documents(Map.of()).apply(question).sources().getFirst().anchor());
  }

  @Test
  void linkStaysUnderTheOwnersUrl() throws Exception {
    IndexWriter writer = new IndexWriter();
    writer.add(new Passage("T", "../../a b/ü?.html", "x y\"", "parcel"), Language.ENGLISH);
    Files.write(file, writer.bytes());

    assertEquals(
        "https://docs.example.org/v1/a%20b/%C3%BC%3F.html#x%20y%22",
        found(documents(Map.of("DOCUMENTS_URL", "https://docs.example.org/v1/")), "parcel")
            .getFirst()
            .url());
  }

  @Test
  void citationInAPassageIsNone() throws Exception {
    IndexWriter writer = new IndexWriter();
    writer.add(new Passage("T", "a.md", "", "parcel [^9]"), Language.ENGLISH);
    Files.write(file, writer.bytes());

    assertEquals("parcel [9]", found(documents(Map.of()), "parcel").getFirst().text());
  }

  @Test
  void damagedIndexIsRefusedAndAMendedOneUsed() throws Exception {
    Files.writeString(file, "no index");
    Documents documents = documents(Map.of());
    Refusal refusal = assertThrows(Refusal.class, () -> found(documents, "parcel"));
    assertEquals(Code.NOT_CONFIGURED, refusal.problem().code());
    assertEquals(java.util.Optional.empty(), documents.extent());

    Clock.now += 6_000;
    Files.write(file, IndexTest.shop());
    assertEquals(3, found(documents, "parcel").size());
    assertEquals(new Documents.Extent(2, 3, 4), documents.extent().orElseThrow());
  }

  @Test
  void replacedFileIsUsedAndADamagedOneIsNot() throws Exception {
    Documents documents = documents(Map.of());
    assertEquals(3, found(documents, "parcel").size());

    replace("half".getBytes(StandardCharsets.UTF_8));
    assertEquals(3, found(documents, "parcel").size());

    Clock.now += 6_000;
    IndexWriter writer = new IndexWriter();
    writer.add(new Passage("T", "a.md", "", "parcel"), Language.ENGLISH);
    replace(writer.bytes());
    assertEquals(1, found(documents, "parcel").size());
  }

  @Test
  void ownerIsToldThatNoIndexLiesThere() throws Exception {
    Files.delete(file);
    Exception missing =
        assertThrows(NoSuchFileException.class, () -> new IndexFile(file).newer(""));

    assertTrue(Documents.why(missing).contains("make documents puts it there"));
  }

  /// As `make documents` does: under another name first.
  private void replace(byte[] bytes) throws Exception {
    Path part = Files.write(folder.resolve("part"), bytes);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void objectInABucketIsLookedAtOnceAMinute() throws Exception {
    List<String> asked = new ArrayList<>();
    byte[][] object = {IndexTest.shop()};
    String[] tag = {"\"one\""};
    HttpServer s3 =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    s3.createContext(
        "/",
        exchange -> {
          String known = exchange.getRequestHeaders().getFirst("If-None-Match");
          boolean signed =
              exchange
                  .getRequestHeaders()
                  .getFirst("Authorization")
                  .startsWith("AWS4-HMAC-SHA256 ");
          asked.add(
              exchange.getRequestURI()
                  + (signed ? "" : " unsigned")
                  + (known == null ? "" : " " + known));
          exchange.getResponseHeaders().set("ETag", tag[0]);
          if (tag[0].equals(known)) {
            exchange.sendResponseHeaders(304, -1);
          } else if (object[0].length == 0) {
            exchange.sendResponseHeaders(403, -1);
          } else {
            exchange.sendResponseHeaders(200, object[0].length);
            exchange.getResponseBody().write(object[0]);
          }
          exchange.close();
        });
    s3.start();
    try {
      Env env =
          new Env(
              Map.of(
                  "AWS_ENDPOINT_URL_S3", "http://localhost:" + s3.getAddress().getPort(),
                  "AWS_ACCESS_KEY_ID", "AKID",
                  "AWS_SECRET_ACCESS_KEY", "secret"));
      Documents documents =
          Documents.of("s3://bucket/some/key", DocumentSettings.of(env), new Aws(env), new Clock());
      documents.warm();
      assertEquals(3, found(documents, "parcel").size());
      Clock.now += Duration.ofSeconds(61).toMillis();
      assertEquals(3, found(documents, "parcel").size());

      IndexWriter writer = new IndexWriter();
      writer.add(new Passage("T", "a.md", "", "parcel"), Language.ENGLISH);
      object[0] = writer.bytes();
      tag[0] = "\"two\"";
      assertEquals(3, found(documents, "parcel").size());
      Clock.now += Duration.ofSeconds(61).toMillis();
      assertEquals(1, found(documents, "parcel").size());

      object[0] = new byte[0];
      tag[0] = "\"three\"";
      Clock.now += Duration.ofSeconds(61).toMillis();
      assertEquals(1, found(documents, "parcel").size());
      assertThrows(
          NoSuchFileException.class,
          () -> new IndexObject(new Aws(env).bucket("bucket"), "some/key").newer(""));
    } finally {
      s3.stop(0);
    }
    assertEquals(
        List.of(
            "/bucket/some/key",
            "/bucket/some/key \"one\"",
            "/bucket/some/key \"one\"",
            "/bucket/some/key \"two\"",
            "/bucket/some/key"),
        asked);
  }

  /// Turned by the tests.
  private static final class Clock implements java.time.InstantSource {
    private static long now = 1_000_000;

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(now);
    }
  }

  private Documents documents(Map<String, String> more) {
    Env env = new Env(more);
    return Documents.of(file.toString(), DocumentSettings.of(env), new Aws(env), new Clock());
  }

  private static List<Source> found(Documents documents, String question) {
    return documents.apply(new Question(question, List.of())).sources();
  }
}

package assistant.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What npm is to fetch, what the bill of materials says of it, and what lies there.
final class NativePackageTest {
  private static final Path FOLDER = Path.of("native");

  private static JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(FOLDER.resolve(file).toFile());
  }

  @Test
  void theBillOfMaterialsNamesWhatTheLockHas() throws IOException {
    Map<String, String> locked = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry :
        json("package-lock.json").get("packages").properties()) {
      if (!entry.getKey().isEmpty()) {
        String integrity = entry.getValue().get("integrity").asText();
        assertTrue(integrity.startsWith("sha512-"), integrity);
        byte[] hash = Base64.getDecoder().decode(integrity.substring(7));
        locked.put(
            entry.getKey().replaceFirst(".*/", "") + " " + entry.getValue().get("version").asText(),
            HexFormat.of().formatHex(hash));
        assertFalse(entry.getValue().has("resolved"), "no address");
      }
    }
    Map<String, String> named = new TreeMap<>();
    for (JsonNode component : json("sbom.cdx.json").get("components")) {
      if (component.has("hashes")) {
        named.put(
            component.get("name").asText() + " " + component.get("version").asText(),
            component.get("hashes").get(0).get("content").asText());
      }
    }
    assertEquals(locked, named);
    assertEquals(4, locked.size());
    JsonNode llama = json("sbom.cdx.json").get("components").get(0);
    assertEquals(
        "llama.cpp " + LlamaCpp.VERSION,
        llama.get("name").asText() + " " + llama.get("version").asText());
  }

  @Test
  void itsNoticesComeAlong() throws IOException {
    String notice = Files.readString(Path.of("target/native/NOTICE"));
    assertTrue(notice.contains("The ggml authors") && notice.contains("Gilad S."), notice);
  }

  /// A wrong layout would be seen as a default that cannot be.
  @Test
  void theStructuresFitTheLibrary() {
    LlamaCpp llama = LlamaCpp.in(Libraries.of(java.util.Optional.empty()));
    try (var arena = java.lang.foreign.Arena.ofConfined()) {
      var allocator = (java.lang.foreign.SegmentAllocator) arena;
      var context =
          LlamaCpp.call(
              () -> (java.lang.foreign.MemorySegment) llama.contextDefaults.invokeExact(allocator));
      assertEquals(512, context.get(java.lang.foreign.ValueLayout.JAVA_INT, at("n_ctx")));
      assertEquals(2048, context.get(java.lang.foreign.ValueLayout.JAVA_INT, at("n_batch")));
      assertEquals(-1, context.get(java.lang.foreign.ValueLayout.JAVA_INT, at("flash_attn_type")));
      assertEquals(1, context.get(java.lang.foreign.ValueLayout.JAVA_INT, at("type_v")));
      assertEquals(1, context.get(java.lang.foreign.ValueLayout.JAVA_BYTE, at("swa_full")));
      assertEquals(0, context.get(java.lang.foreign.ValueLayout.JAVA_LONG, at("n_samplers")));
    }
    assertEquals(160, Layouts.CONTEXT_PARAMS.byteSize());
    assertEquals(80, Layouts.MODEL_PARAMS.byteSize());
    assertEquals(56, Layouts.BATCH.byteSize());
  }

  private static long at(String field) {
    return Layouts.offset(Layouts.CONTEXT_PARAMS, field);
  }
}

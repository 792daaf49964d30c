package assistant.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Holds the function's rooms to their direction, by what the compiled classes name.
class RoomsTest {
  /// Which room may know which, from the ground up: a row names only rows above it. The root, where
  /// the parts meet, may know all.
  private static final Map<String, Set<String>> ROOMS = new LinkedHashMap<>();

  static {
    ROOMS.put("base", Set.of());
    ROOMS.put("problem", Set.of("base"));
    ROOMS.put("net", Set.of("base"));
    ROOMS.put("aws", Set.of("net", "base"));
    ROOMS.put("http", Set.of("problem", "base"));
    ROOMS.put("chain", Set.of("problem", "base"));
    ROOMS.put("lambda", Set.of("http", "problem", "base"));
    ROOMS.put("telemetry", Set.of("chain", "problem", "base"));
    ROOMS.put("provider", Set.of("chain", "aws", "net", "problem", "base"));
    ROOMS.put("guard", Set.of("chain", "http", "aws", "problem", "base"));
    ROOMS.put("retrieval", Set.of("chain", "aws", "problem", "base"));
    ROOMS.put("feedback", Set.of("aws", "problem", "base"));
    ROOMS.put(
        "api", Set.of("feedback", "guard", "telemetry", "chain", "http", "aws", "problem", "base"));
    ROOMS.put(
        "api/ask",
        Set.of("api", "feedback", "guard", "telemetry", "chain", "http", "problem", "base"));
    ROOMS.put("api/openai", Set.of("api", "telemetry", "chain", "http", "problem", "base"));
    ROOMS.put("", Set.copyOf(ROOMS.keySet()));
  }

  /// Public though no room names them: Lambda and LangChain4j look for them by name, infra's tests
  /// read the metrics' names, `library/` writes the index that is searched here, and the image's
  /// build lays out the roots.
  private static final Set<String> NAMED_ELSEWHERE =
      Set.of(
          "AskHandler",
          "net/RootIndex",
          "provider/CompletionClient$Factory",
          "retrieval/Index",
          "retrieval/IndexWriter",
          "retrieval/Language",
          "retrieval/Passage",
          "telemetry/Metric");

  private static final Path CLASSES = Path.of("target", "classes");
  private static final String HERE = "assistant/function/";
  private static final Pattern NAME = Pattern.compile(HERE + "([\\w/$]+)");

  /// A class by its name within the function, and the classes that it names.
  private record Compiled(String name, ClassModel model, Set<String> names) {
    String room() {
      return RoomsTest.room(name);
    }

    boolean isPublic() {
      return model.flags().has(AccessFlag.PUBLIC)
          && model.findAttribute(Attributes.innerClasses()).stream()
              .flatMap(inner -> inner.classes().stream())
              .filter(inner -> inner.innerClass().equals(model.thisClass()))
              .allMatch(inner -> inner.has(AccessFlag.PUBLIC));
    }
  }

  private static List<Compiled> compiled;

  @BeforeAll
  static void read() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES.resolve(HERE))) {
      compiled =
          files.filter(file -> file.toString().endsWith(".class")).map(RoomsTest::read).toList();
    }
    assertTrue(compiled.size() > 80, "read " + compiled.size());
  }

  private static Compiled read(Path file) {
    try {
      ClassModel model = ClassFile.of().parse(file);
      Set<String> names = new TreeSet<>();
      for (PoolEntry entry : model.constantPool()) {
        if (entry instanceof Utf8Entry text) {
          NAME.matcher(text.stringValue()).results().map(name -> name.group(1)).forEach(names::add);
        }
      }
      String name = model.thisClass().asInternalName().substring(HERE.length());
      names.remove(name);
      return new Compiled(name, model, names);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String room(String name) {
    return name.contains("/") ? name.substring(0, name.lastIndexOf('/')) : "";
  }

  private static boolean isPublic(String name) {
    return compiled.stream().anyMatch(one -> one.name().equals(name) && one.isPublic());
  }

  @Test
  void roomsKnowOnlyRoomsBelowThem() {
    Set<String> below = new TreeSet<>();
    ROOMS.forEach((room, known) -> {
      assertTrue(below.containsAll(known), room + " may know " + known);
      below.add(room);
    });
    assertEquals(
        below,
        compiled.stream().map(Compiled::room).collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void classNamesOnlyClassesOfRoomsThatItsRoomMayKnow() {
    List<String> forbidden = new ArrayList<>();
    for (Compiled one : compiled) {
      for (String name : one.names()) {
        if (!room(name).equals(one.room()) && !ROOMS.get(one.room()).contains(room(name))) {
          forbidden.add(one.name() + " names " + name);
        }
      }
    }
    assertEquals(List.of(), forbidden);
  }

  @Test
  void onlyWhatAnotherRoomUsesIsPublic() {
    Set<String> used = new TreeSet<>(NAMED_ELSEWHERE);
    for (Compiled one : compiled) {
      one.names().stream().filter(name -> !room(name).equals(one.room())).forEach(used::add);
    }
    assertEquals(
        List.of(),
        compiled.stream()
            .filter(Compiled::isPublic)
            .map(Compiled::name)
            .filter(name -> !used.contains(name))
            // What is nested in a type that only its room sees is seen no further.
            .filter(name -> !name.contains("$") || isPublic(name.substring(0, name.indexOf('$'))))
            .toList());
  }

  @Test
  void onlyTheDoorsReadTheEnvironmentAndWhatIsTrusted() {
    Set<String> readers = new TreeSet<>();
    for (Compiled one : compiled) {
      for (PoolEntry entry : one.model().constantPool()) {
        if (entry instanceof MethodRefEntry method && method.name().equalsString("getenv")) {
          readers.add(one.name());
        }
      }
    }
    // The roots that are trusted are the process's, as every tool's that knows SSL_CERT_FILE.
    assertEquals(Set.of("AskHandler", "Main", "net/TrustStores"), readers);
  }

  @Test
  void everyRoomSaysWhatItIsAndWhatItMustNotKnow() throws IOException {
    for (String room : ROOMS.keySet()) {
      Path said = Path.of("src/main/java", HERE, room, "package-info.java");
      assertTrue(Files.exists(said), said.toString());
      String words = Files.readString(said);
      assertTrue(room.isEmpty() || words.contains("not know"), said.toString());
    }
  }
}

package assistant.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The model in processes of its own, each with a temporary folder of the test's.
final class ProcessTest {
  private static final String ANSWER = "You are welcome! Ask another question whenever you like.\n";
  @TempDir private Path temporary;

  private record Ended(int status, String out, String err) {}

  private Process start(Map<String, String> environment) throws IOException {
    return start(AskOnce.class, "thank you", environment);
  }

  private Process start(Class<?> program, String argument, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            // As in the function's options.
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xss512k",
            "-XX:ErrorFile=" + temporary.resolve("crash.log"),
            "-XX:-CreateCoredumpOnCrash",
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            program.getName(),
            argument);
    builder.environment().keySet().removeIf(name -> name.startsWith("LLAMA_"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Ended end(Process process) throws Exception {
    try {
      assertTrue(process.waitFor(30, TimeUnit.SECONDS), "ends by itself");
      return new Ended(
          process.exitValue(),
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
          new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aProcessPrintsNothingOfItsOwnAndEndsCleanly() throws Exception {
    assertEquals(new Ended(0, ANSWER, ""), end(start(Map.of())));
  }

  @Test
  void twoProcessesThatStartTogetherBothAnswer() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      processes.add(start(Map.of()));
    }
    for (Process process : processes) {
      assertEquals(new Ended(0, ANSWER, ""), end(process));
    }
    try (Stream<Path> files = Files.list(onlyFolder())) {
      assertEquals(1, files.count(), "the model, and no rest of writing it");
    }
  }

  @Test
  void aDamagedCopyIsReplaced() throws Exception {
    end(start(Map.of()));
    Path model;
    try (Stream<Path> files = Files.list(onlyFolder())) {
      model = files.findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length / 2] ^= 1;
    Files.write(model, bytes);
    assertEquals(new Ended(0, ANSWER, ""), end(start(Map.of())));
  }

  @Test
  void aFolderThatOthersCanWriteToIsNotTrusted() throws Exception {
    Path open = temporary.resolve("llm-assistant-" + System.getProperty("user.name"));
    Files.createDirectory(open);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertEquals(new Ended(0, ANSWER, ""), end(start(Map.of())));
    try (Stream<Path> files = Files.list(open)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void aBadFileEndsWithOneLineAndNoCrash() throws Exception {
    Ended ended = end(start(Map.of("LLAMA_MODEL", temporary.resolve("none.gguf").toString())));
    assertEquals(1, ended.status());
    assertTrue(ended.err().contains("LLAMA_MODEL: " + temporary), ended.err());
  }

  @Test
  void aLongRunOfOneCharacterIsAnswered() throws Exception {
    Map<String, String> environment =
        Map.of(
            "LLAMA_MODEL",
            TinyGguf.qwen2().in(temporary).toString(),
            "LLAMA_CONTEXT",
            "3000",
            "LLAMA_THREADS",
            "1");
    Ended ended = end(start(AskOnce.class, "a".repeat(4_000), environment));
    assertEquals(0, ended.status(), ended.err());
    assertEquals("", ended.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"answer", "load", "helper"})
  void whereLlamaCppGivesUpTheProcessLivesOn(String where) throws Exception {
    Ended ended = end(start(GiveUp.class, where, Map.of()));
    assertEquals(0, ended.status(), ended.err());
    assertTrue(ended.out().startsWith("llama.cpp gave up: test.c:1: reason\n"), ended.out());
    assertTrue(ended.out().endsWith(ANSWER), ended.out());
  }

  @ParameterizedTest
  @CsvSource({"exit, 0", "wait, 143"})
  void anEndInTheMidstOfAnAnswerIsClean(String how, int status) throws Exception {
    Path endless = GgufBytes.endless().in(temporary);
    for (int i = 0; i < 3; i++) {
      Process process = start(LeaveAnswering.class, how, Map.of("LLAMA_MODEL", endless.toString()));
      BufferedReader out = process.inputReader();
      assertEquals("answering", out.readLine());
      if (how.equals("wait")) {
        process.toHandle().destroy(); // which leaves its output open
      }
      assertEquals("ended", out.readLine());
      assertEquals(new Ended(status, "", ""), end(process));
      assertFalse(Files.exists(temporary.resolve("crash.log")));
    }
  }

  private Path onlyFolder() throws IOException {
    try (Stream<Path> folders = Files.list(temporary)) {
      return folders.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }
}

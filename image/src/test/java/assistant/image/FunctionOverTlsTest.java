package assistant.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The function's own process over TLS: it believes only a certificate that it trusts, for the host
/// that it asked, and does without native TLS where that is not there.
class FunctionOverTlsTest {
  private static LocalAuthority authority;
  @TempDir private Path folder;

  @BeforeAll
  static void make() throws Exception {
    authority = new LocalAuthority();
  }

  @Test
  void trustedServerAnswers() throws Exception {
    assertEquals(200, status("localhost", List.of(authority.trusted()), Map.of()));
    assertEquals(0, saidOfNativeTls());
  }

  @Test
  void unknownCertificateIsRefused() throws Exception {
    assertEquals(502, status("localhost", List.of(), Map.of()));
  }

  @Test
  void certificateOfAnotherHostIsRefused() throws Exception {
    assertEquals(502, status("127.0.0.2", List.of(authority.trusted()), Map.of()));
  }

  @Test
  void certificatesInAFileAreTrusted() throws Exception {
    Map<String, String> file = Map.of("SSL_CERT_FILE", authority.pem().toString());
    assertEquals(200, status("localhost", List.of(), file));
  }

  @Test
  void withoutTheNativeLibraryJavasOwnTakesItsPlaceAndIsTold() throws Exception {
    assertEquals(
        200,
        status(
            "localhost",
            List.of(authority.trusted()),
            Map.of(),
            jar -> !jar.contains("conscrypt")));
    assertEquals(1, saidOfNativeTls());
  }

  private int status(String host, List<String> options, Map<String, String> environment)
      throws Exception {
    return status(host, options, environment, jar -> true);
  }

  private int status(
      String host, List<String> options, Map<String, String> environment, Predicate<String> jars)
      throws Exception {
    try (StubProcess stub = new StubProcess();
        TlsFront front = new TlsFront(authority, stub.url())) {
      URI url = URI.create("https://" + host + ":" + front.url().getPort() + "/v1");
      List<String> command =
          new ArrayList<>(
              List.of("sh", "-c", "exec \"$@\" 2> '" + log() + "'", "sh", Java.home("java")));
      command.addAll(options);
      command.addAll(
          List.of(
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "--enable-native-access=ALL-UNNAMED",
              "-cp",
              Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                  .filter(jars)
                  .collect(Collectors.joining(File.pathSeparator)),
              "assistant.function.Main"));
      Map<String, String> settings = new HashMap<>(environment);
      settings.put("OPENAI_BASE_URL", url.toString());
      settings.put("OPENAI_API_KEY", "test");
      try (FunctionRun function = new FunctionRun(command, settings)) {
        // Whole, so that its status waits for the outcome however slow the machine is.
        return function.ask(Event.ask("application/json", "What is an LLM?")).status();
      }
    }
  }

  private Path log() {
    return folder.resolve("log");
  }

  private long saidOfNativeTls() throws Exception {
    try (Stream<String> lines = Files.lines(log())) {
      return lines.filter(line -> line.contains("native TLS")).count();
    }
  }
}

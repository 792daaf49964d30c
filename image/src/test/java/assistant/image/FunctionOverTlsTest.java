package assistant.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The function's own process over TLS: it believes only a certificate that it trusts, for the host
/// that it asked.
class FunctionOverTlsTest {
  @Test
  void trustedServerAnswers() throws Exception {
    assertEquals(200, status("localhost", true));
  }

  @Test
  void unknownCertificateIsRefused() throws Exception {
    assertEquals(502, status("localhost", false));
  }

  @Test
  void certificateOfAnotherHostIsRefused() throws Exception {
    assertEquals(502, status("127.0.0.2", true));
  }

  private static int status(String host, boolean trusted) throws Exception {
    try (StubProcess stub = new StubProcess();
        TlsFront front = new TlsFront(stub.url())) {
      URI url = URI.create("https://" + host + ":" + front.url().getPort() + "/v1");
      List<String> command = new ArrayList<>(List.of(Java.home("java")));
      command.addAll(trusted ? front.trustStore() : List.of());
      command.addAll(
          List.of(
              "--enable-native-access=ALL-UNNAMED",
              "-cp",
              System.getProperty("java.class.path"),
              "assistant.function.Main"));
      Map<String, String> settings =
          Map.of("OPENAI_BASE_URL", url.toString(), "OPENAI_API_KEY", "test");
      try (FunctionRun function = new FunctionRun(command, settings)) {
        return function.ask(Event.question("What is an LLM?")).status();
      }
    }
  }
}

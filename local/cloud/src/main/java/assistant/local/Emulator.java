package assistant.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/// A function behind an emulator's invocation URL, such as the container image's. The emulator
/// takes one event at a time, so the others wait their turn here.
final class Emulator implements Invoker {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_TOLD = 300;

  private final URI invocations;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ReentrantLock turn = new ReentrantLock(true);

  Emulator(URI url) {
    this.invocations = url.resolve("/2015-03-31/functions/function/invocations");
  }

  /// At the address that `FUNCTION_URL` holds.
  static Emulator at(String address) {
    try {
      URI url = new URI(address.strip());
      if (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getHost() != null) {
        return new Emulator(url);
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "FUNCTION_URL must be an emulator's address, such as http://localhost:9000.");
  }

  @Override
  public void invoke(byte[] event, Consumer consumer)
      throws FunctionFailed, IOException, InterruptedException {
    consumer.accept(response(answer(whole(event))));
  }

  /// The event without the word that the stage streams: the emulator keeps a stream back until its
  /// end, and passes one that broke off on as if it were whole.
  private static byte[] whole(byte[] event) throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(event);
    json.putNull("stageVariables");
    return JSON.writeValueAsBytes(json);
  }

  private byte[] answer(byte[] event) throws FunctionFailed, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(invocations)
            .timeout(Lambda.TIMEOUT)
            .POST(BodyPublishers.ofByteArray(event))
            .build();
    turn.lockInterruptibly();
    try {
      return http.send(request, BodyHandlers.ofByteArray()).body();
    } catch (IOException e) {
      throw failed("gave no answer. Is it running?");
    } finally {
      turn.unlock();
    }
  }

  private FunctionResponse response(byte[] answer) throws FunctionFailed {
    try {
      return FunctionResponse.buffered(new ByteArrayInputStream(answer));
    } catch (IOException e) {
      String words = new String(answer, StandardCharsets.UTF_8);
      throw failed(
          "gave no response but: " + words.substring(0, Math.min(words.length(), MOST_TOLD)));
    }
  }

  /// Nothing else says why: the function's log is where the emulator runs.
  private FunctionFailed failed(String words) {
    String reason = "The emulator at " + invocations + " " + words;
    System.err.println(reason);
    return new FunctionFailed(reason);
  }
}

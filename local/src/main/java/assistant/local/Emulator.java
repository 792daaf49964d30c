package assistant.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.locks.ReentrantLock;

/// A function behind an emulator's invocation URL, such as the container image's. The emulator
/// takes one event at a time and keeps streams back, so answers come whole.
final class Emulator implements Invoker {
  private final URI invocations;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ReentrantLock turn = new ReentrantLock(true);

  Emulator(URI url) {
    this.invocations = url.resolve("/2015-03-31/functions/function/invocations");
  }

  @Override
  public void invoke(byte[] event, Consumer consumer)
      throws FunctionFailed, IOException, InterruptedException {
    consumer.accept(answer(event));
  }

  private FunctionResponse answer(byte[] event) throws FunctionFailed, InterruptedException {
    turn.lockInterruptibly();
    try {
      HttpRequest request =
          HttpRequest.newBuilder(invocations)
              .timeout(Lambda.TIMEOUT)
              .POST(BodyPublishers.ofByteArray(event))
              .build();
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      return read(response.body());
    } catch (IOException e) {
      throw new FunctionFailed("The emulator at " + invocations + " did not answer.");
    } finally {
      turn.unlock();
    }
  }

  /// A streamed response comes back as it was sent, prelude first; a buffered one as JSON.
  private static FunctionResponse read(byte[] body) throws IOException {
    for (int i = 0; i + 8 <= body.length; i++) {
      if (body[i] == 0) {
        return FunctionResponse.streamed(new ByteArrayInputStream(body));
      }
    }
    return FunctionResponse.buffered(new ByteArrayInputStream(body));
  }
}

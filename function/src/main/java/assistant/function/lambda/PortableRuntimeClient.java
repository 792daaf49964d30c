package assistant.function.lambda;

import assistant.function.base.Json;
import com.amazonaws.services.lambda.runtime.api.client.logging.LambdaContextLogger;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.LambdaError;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.LambdaRuntimeApiClient;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.LambdaRuntimeApiClientImpl;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.InvocationRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/// The Runtime API's client for systems that AWS builds no native library for, such as macOS.
public final class PortableRuntimeClient implements LambdaRuntimeApiClient {
  private final URI runtime;

  PortableRuntimeClient(RuntimeAddress api) {
    this.runtime = URI.create("http://" + api + "/2018-06-01/runtime/");
  }

  /// AWS's own where it exists; the system property `runtime.client=portable` overrules that.
  public static LambdaRuntimeApiClient of(RuntimeAddress api) {
    boolean portable =
        !System.getProperty("os.name").equals("Linux")
            || System.getProperty("runtime.client", "").equals("portable");
    return portable
        ? new PortableRuntimeClient(api)
        : new LambdaRuntimeApiClientImpl(api.toString());
  }

  @Override
  public InvocationRequest nextInvocation() throws IOException {
    HttpURLConnection get = connection("invocation/next");
    InvocationRequest request = new InvocationRequest();
    try (InputStream in = get.getInputStream()) {
      request.setContent(in.readAllBytes());
    }
    request.setId(get.getHeaderField("Lambda-Runtime-Aws-Request-Id"));
    request.setDeadlineTimeInMs(get.getHeaderFieldLong("Lambda-Runtime-Deadline-Ms", 0));
    request.setXrayTraceId(get.getHeaderField("Lambda-Runtime-Trace-Id"));
    request.setInvokedFunctionArn(get.getHeaderField("Lambda-Runtime-Invoked-Function-Arn"));
    return request;
  }

  @Override
  public InvocationRequest nextInvocationWithExponentialBackoff(LambdaContextLogger logger)
      throws IOException {
    return nextInvocation();
  }

  @Override
  public void reportInvocationSuccess(String id, byte[] response) throws IOException {
    post("invocation/" + id + "/response", response, "");
  }

  @Override
  public void reportInvocationError(String id, LambdaError error) throws IOException {
    post("invocation/" + id + "/error", json(error), error.errorType.getRapidError());
  }

  @Override
  public void reportInitError(LambdaError error) throws IOException {
    post("init/error", json(error), error.errorType.getRapidError());
  }

  @Override
  public void restoreNext() throws IOException {
    try (InputStream in = connection("restore/next").getInputStream()) {
      in.readAllBytes();
    }
  }

  @Override
  public void reportRestoreError(LambdaError error) throws IOException {
    post("restore/error", json(error), error.errorType.getRapidError());
  }

  private static byte[] json(LambdaError error) {
    return Json.bytes(json -> {
      json.writeStartObject();
      json.writeStringField("errorType", error.errorRequest.errorType);
      json.writeStringField("errorMessage", error.errorRequest.errorMessage);
      json.writeEndObject();
    });
  }

  private void post(String path, byte[] body, String errorType) throws IOException {
    HttpURLConnection post = connection(path);
    post.setDoOutput(true);
    post.setFixedLengthStreamingMode(body.length);
    post.setRequestProperty("Content-Type", "application/json");
    if (!errorType.isEmpty()) {
      post.setRequestProperty("Lambda-Runtime-Function-Error-Type", errorType);
    }
    try (OutputStream out = post.getOutputStream()) {
      out.write(body);
    }
    if (post.getResponseCode() != HttpURLConnection.HTTP_ACCEPTED) {
      throw new IOException("The Runtime API answered " + post.getResponseCode() + ".");
    }
    post.getInputStream().close();
  }

  private HttpURLConnection connection(String path) throws IOException {
    return (HttpURLConnection)
        runtime.resolve(path).toURL().openConnection(java.net.Proxy.NO_PROXY);
  }
}

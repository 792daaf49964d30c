package assistant.function;

import assistant.function.http.Handler;
import assistant.function.lambda.PortableRuntimeClient;
import assistant.function.lambda.RuntimeAddress;
import assistant.function.lambda.RuntimeLoop;
import assistant.function.telemetry.Log;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.LambdaError;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.LambdaRuntimeApiClient;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.RapidErrorType;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.ErrorRequest;
import java.io.IOException;
import java.util.Map;

/// The function's process on Lambda: puts the assistant together, then answers until Lambda ends
/// it.
final class Main {
  private Main() {}

  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    RuntimeAddress api = RuntimeAddress.of(environment.get("AWS_LAMBDA_RUNTIME_API"));
    LambdaRuntimeApiClient client = PortableRuntimeClient.of(api);
    try {
      Handler handler = Assistant.of(environment);
      boolean buffered = "true".equals(environment.get("AWS_SAM_LOCAL"));
      new RuntimeLoop(client, api, handler, buffered).run();
    } catch (IllegalArgumentException e) {
      failInit(client, e.getMessage());
    } catch (IOException | RuntimeException e) {
      failInit(client, "The function cannot go on: " + Log.place(e));
    }
    // A model's own threads would keep the process.
    System.exit(1);
  }

  /// Lambda shows the words in the log and to no caller.
  private static void failInit(LambdaRuntimeApiClient client, String words) {
    System.err.println(words);
    ErrorRequest error = new ErrorRequest(words, "Runtime.InitError", new String[0]);
    try {
      client.reportInitError(new LambdaError(error, RapidErrorType.BadFunctionCode));
    } catch (IOException | RuntimeException e) {
      System.err.println("The Runtime API is gone.");
    }
  }
}

package assistant.function.lambda;

import assistant.function.http.Handler;
import assistant.function.problem.Code;
import assistant.function.problem.Refusal;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.LambdaError;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.LambdaRuntimeApiClient;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.RapidErrorType;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.ErrorRequest;
import java.io.IOException;

/// The streaming way in: takes one invocation after the other from Lambda's Runtime API and streams
/// each answer back.
public final class RuntimeLoop {
  private static final String TRACE_ID = "com.amazonaws.xray.traceHeader";

  private final LambdaRuntimeApiClient client;
  private final RuntimeAddress api;
  private final Handler handler;
  private final boolean buffered;

  /// `buffered` overrules what the stage says, for emulators that pass no stream on.
  public RuntimeLoop(
      LambdaRuntimeApiClient client, RuntimeAddress api, Handler handler, boolean buffered) {
    this.client = client;
    this.api = api;
    this.handler = handler;
    this.buffered = buffered;
  }

  /// Until the Runtime API is gone.
  public void run() throws IOException {
    while (true) {
      one(Invocation.of(client.nextInvocation()));
    }
  }

  void one(Invocation invocation) throws IOException {
    trace(invocation.traceId());
    try {
      ProxyEvent event = ProxyEvent.read(invocation.event(), invocation.id());
      if (event.streams() && !buffered) {
        handler.handle(
            event.request(), new StreamedExchange(api, invocation.id()), invocation.deadline());
      } else {
        BufferedExchange exchange = new BufferedExchange();
        handler.handle(event.request(), exchange, invocation.deadline());
        client.reportInvocationSuccess(invocation.id(), ProxyResponse.json(exchange));
      }
    } catch (Refusal refusal) {
      report(invocation, refusal.problem().code(), refusal.problem().detail());
    } catch (IOException e) {
      System.err.println("The answer to request " + invocation.id() + " could not be delivered.");
    }
  }

  private void report(Invocation invocation, Code code, String detail) throws IOException {
    ErrorRequest error = new ErrorRequest(detail, code.wire(), new String[0]);
    client.reportInvocationError(
        invocation.id(), new LambdaError(error, RapidErrorType.UserException));
  }

  private static void trace(String id) {
    if (id == null) {
      System.clearProperty(TRACE_ID);
    } else {
      System.setProperty(TRACE_ID, id);
    }
  }
}

package assistant.function;

import assistant.function.base.Deadline;
import assistant.function.http.Handler;
import assistant.function.http.MediaType;
import assistant.function.lambda.BufferedExchange;
import assistant.function.lambda.Invocation;
import assistant.function.lambda.ProxyEvent;
import assistant.function.lambda.ProxyResponse;
import assistant.function.problem.Refusal;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/// The buffered way in, under AWS's own runtime client: the emulator, `sam local`, any integration
/// that wants an answer whole.
public final class AskHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private final Handler handler;

  public AskHandler() {
    this(Assistant.of(System.getenv()));
  }

  AskHandler(Handler handler) {
    this.handler = handler;
  }

  @Override
  public APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    Deadline deadline = Invocation.deadline(Duration.ofMillis(context.getRemainingTimeInMillis()));
    BufferedExchange exchange = new BufferedExchange();
    try {
      handler.handle(ProxyEvent.of(event, context.getAwsRequestId()), exchange, deadline);
    } catch (Refusal refusal) {
      exchange.send(
          refusal.problem().status(),
          MediaType.PROBLEM.headers(),
          refusal.problem().json(context.getAwsRequestId()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ProxyResponse.event(exchange);
  }
}

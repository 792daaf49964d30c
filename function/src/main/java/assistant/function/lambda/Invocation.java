package assistant.function.lambda;

import assistant.function.base.Deadline;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.InvocationRequest;
import java.time.Duration;

/// One invocation as the Runtime API hands it over.
public record Invocation(String id, byte[] event, Deadline deadline, String traceId) {
  /// What is kept of Lambda's time to tell the caller that it is over.
  private static final Duration TO_TELL = Duration.ofMillis(1500);

  static Invocation of(InvocationRequest request) {
    Duration left = Duration.ofMillis(request.getDeadlineTimeInMs() - System.currentTimeMillis());
    return new Invocation(
        request.getId(), request.getContent(), deadline(left), request.getXrayTraceId());
  }

  public static Deadline deadline(Duration left) {
    return Deadline.in(left.minus(TO_TELL));
  }
}

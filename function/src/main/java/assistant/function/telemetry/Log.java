package assistant.function.telemetry;

import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/// One JSON line a request, on standard output: what happened, how long it took, and the same
/// figures as CloudWatch metrics in the embedded metric format. Nothing that a visitor or the model
/// said is in it unless `content` is on. `model` is the name that the model is asked by.
public record Log(OutputStream out, String model, boolean content, AtomicBoolean cold) {
  /// The line of the request with this id.
  public LogLine line(String requestId) {
    return new LogLine(this, requestId, cold.getAndSet(false));
  }

  /// Where something was thrown, without its text: the class, and the place in our code.
  public static String place(Throwable thrown) {
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (frame.getClassName().startsWith("assistant.")) {
        return thrown.getClass().getName()
            + " at "
            + frame.getFileName()
            + ":"
            + frame.getLineNumber();
      }
    }
    return thrown.getClass().getName();
  }
}

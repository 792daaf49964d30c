package assistant.local;

import java.io.IOException;

/// Whatever can run the function for one event: processes of our own, or an emulator elsewhere.
interface Invoker {
  void invoke(byte[] event, Consumer consumer)
      throws FunctionFailed, IOException, InterruptedException;

  /// For an event that is answered at once, and should not wait behind answers of a model.
  default void brief(byte[] event, Consumer consumer)
      throws FunctionFailed, IOException, InterruptedException {
    invoke(event, consumer);
  }

  /// Reads one response while its body still streams.
  @FunctionalInterface
  interface Consumer {
    void accept(FunctionResponse response) throws IOException;
  }
}

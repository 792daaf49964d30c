package assistant.local;

import java.io.IOException;

/// Whatever can run the function for one event: processes of our own, or an emulator elsewhere.
interface Invoker {
  void invoke(byte[] event, Consumer consumer)
      throws FunctionFailed, IOException, InterruptedException;

  /// Reads one response while its body still streams.
  @FunctionalInterface
  interface Consumer {
    void accept(FunctionResponse response) throws IOException;
  }
}

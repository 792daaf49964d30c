package assistant.function.lambda;

import assistant.function.base.Env;
import java.net.InetSocketAddress;

/// Where Lambda's Runtime API listens: `host:port`, as in `AWS_LAMBDA_RUNTIME_API`.
public record RuntimeAddress(String host, int port) {
  public static RuntimeAddress of(String address) {
    int colon = address == null ? -1 : address.lastIndexOf(':');
    if (colon < 1) {
      throw Env.malformed(
          "AWS_LAMBDA_RUNTIME_API",
          "host:port; Lambda sets it. To run on your own machine, use `make run`");
    }
    return new RuntimeAddress(
        address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
  }

  InetSocketAddress socketAddress() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}

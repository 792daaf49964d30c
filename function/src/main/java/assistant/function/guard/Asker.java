package assistant.function.guard;

import assistant.function.http.Request;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// Who asks: the network address that a visitor cannot choose freely. Of an IPv6 address that is
/// the /64, the least that a provider gives to one customer.
record Asker(String network) {
  private static final Asker UNKNOWN = new Asker("unknown");

  /// Through CloudFront, which is recognised by its secret, the address that CloudFront saw; else
  /// the one that the gateway saw. Other headers are the caller's own claims.
  static Asker of(Request request, Optional<String> originVerify) {
    boolean viaCloudFront =
        originVerify.isPresent()
            && same(originVerify.get(), request.header("x-origin-verify").orElse(""));
    return request
        .header("cloudfront-viewer-address")
        .filter(claimed -> viaCloudFront)
        .flatMap(Asker::withoutPort)
        .or(() -> of(request.sourceIp()))
        .orElse(UNKNOWN);
  }

  /// What stands for the asker in the table: it cannot be turned back once the salt is gone.
  String hash(byte[] salt) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt);
      byte[] hash = digest.digest(network.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean same(String secret, String claimed) {
    return MessageDigest.isEqual(
        secret.getBytes(StandardCharsets.UTF_8), claimed.getBytes(StandardCharsets.UTF_8));
  }

  /// `198.51.100.7:46532`, `2001:db8::1:46532` or `[2001:db8::1]:46532`.
  private static Optional<Asker> withoutPort(String address) {
    int colon = address.lastIndexOf(':');
    return colon < 0
        ? Optional.empty()
        : of(address.substring(0, colon).replace("[", "").replace("]", ""));
  }

  private static Optional<Asker> of(String address) {
    try {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      byte[] network = bytes.length == 16 ? Arrays.copyOf(bytes, 8) : bytes;
      return Optional.of(new Asker(HexFormat.of().formatHex(network)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

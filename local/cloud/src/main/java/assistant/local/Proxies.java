package assistant.local;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// The proxies whose word counts about who asks (`TRUSTED_PROXIES`): addresses, or networks such as
/// `10.0.0.0/8`. Of everybody else `X-Forwarded-For` is a claim of the caller's own.
record Proxies(List<Network> trusted) {
  private static final Pattern FIGURES = Pattern.compile("[0-9a-fA-F.:]+");

  /// The addresses that share their first bits.
  record Network(byte[] address, int bits) {
    boolean holds(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  static Proxies none() {
    return new Proxies(List.of());
  }

  /// Throws an IllegalArgumentException that names what cannot be read.
  static Proxies of(String text) {
    List<Network> trusted = new ArrayList<>();
    for (String word : text.split("[,\\s]+")) {
      if (!word.isEmpty()) {
        trusted.add(network(word));
      }
    }
    return new Proxies(List.copyOf(trusted));
  }

  /// Who asks: the nearest address, going back from us, that is no trusted proxy.
  String caller(String peer, List<String> forwarded) {
    List<String> way =
        new ArrayList<>(
            forwarded.stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList());
    String caller = peer;
    while (!way.isEmpty() && trusts(caller) && bytes(way.getLast()) != null) {
      caller = way.removeLast();
    }
    return caller;
  }

  private boolean trusts(String address) {
    byte[] bytes = bytes(address);
    return bytes != null && trusted.stream().anyMatch(network -> network.holds(bytes));
  }

  private static Network network(String word) {
    String[] parts = word.split("/", 2);
    byte[] address = bytes(parts[0]);
    try {
      int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : Integer.MAX_VALUE;
      if (address != null && bits >= 0) {
        return new Network(address, Math.min(bits, address.length * 8));
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "TRUSTED_PROXIES must be addresses or networks, such as 127.0.0.1 or 10.0.0.0/8; "
            + word
            + " is none.");
  }

  /// Null for anything but an address in figures; no name is ever looked up.
  private static byte[] bytes(String address) {
    try {
      return FIGURES.matcher(address).matches() && address.matches(".*[.:].*")
          ? InetAddress.getByName(address).getAddress()
          : null;
    } catch (UnknownHostException e) {
      return null;
    }
  }
}

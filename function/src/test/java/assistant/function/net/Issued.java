package assistant.function.net;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;

/// A certificate made for a test, and its key.
record Issued(X509Certificate certificate, KeyPair keys) {
  private static final AtomicLong SERIAL = new AtomicLong(1);
  private static final byte[] TRUE = {1, 1, (byte) 0xff};

  static KeyPair ec() {
    return keys("EC", 256);
  }

  static KeyPair rsa(int bits) {
    return keys("RSA", bits);
  }

  private static KeyPair keys(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  X500Principal name() {
    return certificate.getSubjectX500Principal();
  }

  /// What a certificate says; each `with` or `as` gives another.
  record Wanted(String name, KeyPair keys, Duration from, Duration until, List<byte[]> extensions) {
    private static Wanted of(String name, KeyPair keys) {
      return new Wanted(name, keys, Duration.ofHours(-1), Duration.ofDays(30), List.of());
    }

    static Wanted server(String name, KeyPair keys, String... dnsNames) {
      byte[][] names = new byte[dnsNames.length][];
      for (int i = 0; i < names.length; i++) {
        names[i] = der(0x82, dnsNames[i].getBytes(StandardCharsets.US_ASCII));
      }
      return of(name, keys)
          .with("2.5.29.19", true, der(0x30))
          .with("2.5.29.15", true, der(3, new byte[] {7, (byte) 0x80}))
          .with("2.5.29.17", false, der(0x30, names));
    }

    /// An authority that does not say so.
    static Wanted noAuthority(String name, KeyPair keys) {
      return of(name, keys).with("2.5.29.19", true, der(0x30));
    }

    /// One that may not sign certificates.
    static Wanted unsigning(String name, KeyPair keys) {
      return of(name, keys)
          .with("2.5.29.19", true, der(0x30, TRUE))
          .with("2.5.29.15", true, der(3, new byte[] {1, 2}));
    }

    /// Of the intermediates that may follow it, at most `path`.
    static Wanted authority(String name, KeyPair keys, int path) {
      return of(name, keys)
          .with("2.5.29.19", true, der(0x30, TRUE, der(2, new byte[] {(byte) path})))
          .with("2.5.29.15", true, der(3, new byte[] {1, 6}));
    }

    Wanted during(Duration from, Duration until) {
      return new Wanted(name, keys, from, until, extensions);
    }

    Wanted with(String id, boolean critical, byte[] value) {
      List<byte[]> more = new ArrayList<>(extensions);
      more.add(der(0x30, oid(id), critical ? TRUE : new byte[0], der(4, value)));
      return new Wanted(name, keys, from, until, more);
    }

    /// Only for names below this one, as a name constraint says.
    Wanted below(String domain) {
      byte[] name = der(0x82, domain.getBytes(StandardCharsets.US_ASCII));
      return with("2.5.29.30", true, der(0x30, der(0xa0, der(0x30, name))));
    }

    /// Only to prove who a client is.
    Wanted forClients() {
      return with("2.5.29.37", false, der(0x30, oid("1.3.6.1.5.5.7.3.2")));
    }

    Issued bySelf() {
      return sign(new X500Principal("CN=" + name), keys);
    }

    Issued by(Issued issuer) {
      return sign(issuer.name(), issuer.keys());
    }

    private Issued sign(X500Principal issuer, KeyPair signer) {
      boolean rsa = signer.getPrivate().getAlgorithm().equals("RSA");
      byte[] algorithm =
          rsa
              ? der(0x30, oid("1.2.840.113549.1.1.11"), der(5))
              : der(0x30, oid("1.2.840.10045.4.3.2"));
      byte[] content =
          der(
              0x30,
              der(0xa0, der(2, new byte[] {2})),
              der(2, BigInteger.valueOf(SERIAL.incrementAndGet()).toByteArray()),
              algorithm,
              issuer.getEncoded(),
              der(0x30, time(from), time(until)),
              new X500Principal("CN=" + name).getEncoded(),
              keys.getPublic().getEncoded(),
              der(0xa3, der(0x30, extensions.toArray(new byte[0][]))));
      try {
        Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
        signature.initSign(signer.getPrivate());
        signature.update(content);
        byte[] bytes = der(0x30, content, algorithm, der(3, new byte[1], signature.sign()));
        return new Issued(
            (X509Certificate)
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(bytes)),
            keys);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private static byte[] time(Duration fromNow) {
      String time =
          DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'")
              .withZone(ZoneOffset.UTC)
              .format(Instant.now().plus(fromNow));
      return der(0x18, time.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static byte[] oid(String dotted) {
    String[] parts = dotted.split("\\.");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(Integer.parseInt(parts[0]) * 40 + Integer.parseInt(parts[1]));
    for (int i = 2; i < parts.length; i++) {
      int value = Integer.parseInt(parts[i]);
      for (int shift = 28; shift > 0; shift -= 7) {
        if (value >> shift != 0) {
          bytes.write(value >> shift & 0x7f | 0x80);
        }
      }
      bytes.write(value & 0x7f);
    }
    return der(6, bytes.toByteArray());
  }

  /// A tag, the length and the content.
  private static byte[] der(int tag, byte[]... content) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      for (byte[] part : content) {
        joined.write(part);
      }
      bytes.write(tag);
      int length = joined.size();
      if (length >= 256) {
        bytes.write(new byte[] {(byte) 0x82, (byte) (length >> 8)});
      } else if (length >= 128) {
        bytes.write(0x81);
      }
      bytes.write(length);
      joined.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}

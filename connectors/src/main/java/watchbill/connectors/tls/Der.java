package watchbill.connectors.tls;

import java.io.ByteArrayOutputStream;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;

/// Puts older forms of private keys into PKCS#8 (RFC 5208), the one that Java reads.
final class Der {
  private static final int INTEGER = 0x02;
  private static final int OCTETS = 0x04;
  private static final int SEQUENCE = 0x30;
  private static final int PARAMETERS = 0xa0;
  private static final int LONG_LENGTH = 0x80;
  private static final byte[] VERSION = {INTEGER, 1, 0};

  /// `rsaEncryption`, and that it has no parameters.
  private static final byte[] RSA = {
    6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
  };

  /// `id-ecPublicKey`; the curve follows.
  private static final byte[] CURVE = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

  private Der() {}

  /// A key of PKCS#1 (RFC 8017, appendix A.1.2).
  static byte[] ofRsa(byte[] key) {
    return pkcs8(RSA, key);
  }

  /// A key of SEC 1 (RFC 5915), which names its curve in the first of its two optional parts.
  static byte[] ofCurve(byte[] key) throws InvalidKeySpecException {
    try {
      int at = content(key, 0);
      for (int part = 0; part < 2; part++) { // the version, and the number itself
        at = content(key, at) + length(key, at);
      }
      if ((key[at] & 0xff) == PARAMETERS) {
        int from = content(key, at);
        byte[] curve = Arrays.copyOfRange(key, from, from + length(key, at));
        return pkcs8(joined(CURVE, curve), key);
      }
    } catch (ArrayIndexOutOfBoundsException | IllegalArgumentException _) {
      // It ends too early.
    }
    throw new InvalidKeySpecException("a key of a curve that it does not name");
  }

  private static byte[] pkcs8(byte[] algorithm, byte[] key) {
    return element(
        SEQUENCE, joined(VERSION, joined(element(SEQUENCE, algorithm), element(OCTETS, key))));
  }

  private static byte[] element(int kind, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(kind);
    if (content.length < LONG_LENGTH) {
      out.write(content.length);
    } else {
      out.write(LONG_LENGTH | 2);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  /// Where the content of the element at this place begins.
  private static int content(byte[] key, int at) {
    int first = key[at + 1] & 0xff;
    return at + 2 + (first < LONG_LENGTH ? 0 : first - LONG_LENGTH);
  }

  private static int length(byte[] key, int at) {
    int first = key[at + 1] & 0xff;
    if (first < LONG_LENGTH) {
      return first;
    }
    int length = 0;
    for (int i = at + 2; i < content(key, at); i++) {
      length = (length << 8) | (key[i] & 0xff);
    }
    return length;
  }
}

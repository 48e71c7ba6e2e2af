package watchbill.metrics.exposition;

import java.nio.charset.StandardCharsets;

/// A label's value as it is scraped: valid UTF-8 of at most 256 bytes. A value that had to be
/// changed ends in `~` and a fingerprint of the original, so that two values stay two.
public final class LabelText {
  /// The most bytes that a value may have.
  public static final int MAX_BYTES = 256;

  private static final int FINGERPRINT_BYTES = 17;

  private LabelText() {}

  /// The value itself when it fits, else its beginning and a fingerprint; each unpaired surrogate
  /// becomes U+FFFD.
  public static String of(String value) {
    if (value.length() * 3 <= MAX_BYTES && !hasSurrogate(value)) {
      return value;
    }
    int end = 0;
    int endBeforeFingerprint = 0;
    int bytes = 0;
    boolean broken = false;
    while (end < value.length()) {
      int point = value.codePointAt(end);
      broken |= isSurrogate(point);
      bytes += utf8Length(point);
      if (bytes > MAX_BYTES) {
        break;
      }
      end += Character.charCount(point);
      if (bytes <= MAX_BYTES - FINGERPRINT_BYTES) {
        endBeforeFingerprint = end;
      }
    }
    boolean cut = end < value.length();
    return cut || broken ? repaired(value, endBeforeFingerprint) + fingerprint(value) : value;
  }

  /// Adds a value to `out`, escaped as both formats ask: backslash, quote and line feed.
  static void escape(String text, ByteSink out) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      switch (b) {
        case '\\' -> out.write('\\').write('\\');
        case '"' -> out.write('\\').write('"');
        case '\n' -> out.write('\\').write('n');
        default -> out.write(b);
      }
    }
  }

  private static boolean hasSurrogate(String value) {
    return value.chars().anyMatch(LabelText::isSurrogate);
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  private static int utf8Length(int point) {
    return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }

  private static String repaired(String value, int end) {
    var text = new StringBuilder();
    value
        .substring(0, end)
        .codePoints()
        .forEach(point -> text.appendCodePoint(isSurrogate(point) ? 0xFFFD : point));
    return text.toString();
  }

  /// FNV-1a, 64 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>), over the UTF-16 units.
  private static String fingerprint(String value) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < value.length(); i++) {
      hash = (hash ^ value.charAt(i)) * 0x100000001b3L;
    }
    return "~%016x".formatted(hash);
  }
}

package watchbill.wire;

import org.jspecify.annotations.Nullable;

/// The rules for a text that is kept.
final class Text {
  /// The longest identifier or name, in bytes of UTF-8.
  static final int MAX_BYTES = 256;

  private Text() {}

  /// What is wrong with this identifier or name, or nothing.
  static @Nullable RejectReason flawOf(String text) {
    RejectReason flaw = flawOfCharacters(text);
    return flaw == null && fitting(text) < text.length() ? RejectReason.TEXT_TOO_LONG : flaw;
  }

  /// What is wrong with the characters of this text, or nothing.
  static @Nullable RejectReason flawOfCharacters(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return RejectReason.NUL;
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return RejectReason.BAD_UTF8;
        }
        i++;
      }
    }
    return null;
  }

  /// As much of the text as fits, cut between characters.
  static String cut(String text) {
    int fitting = fitting(text);
    return fitting == text.length() ? text : text.substring(0, fitting);
  }

  /// How many chars of the text fit into the limit.
  private static int fitting(String text) {
    if (text.length() * 3 <= MAX_BYTES) {
      return text.length();
    }
    int bytes = 0;
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (bytes > MAX_BYTES) {
        return at;
      }
      at += Character.charCount(point);
    }
    return at;
  }
}

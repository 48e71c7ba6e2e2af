package watchbill.wire.otlp;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import watchbill.core.state.Fingerprint;

/// The rules for texts that come into events.
final class Names {
  private static final int MAX_BYTES = 256;
  private static final int MAX_AGENT = 128;
  private static final int MAX_WORD = 64;

  private Names() {}

  /// Whether this can be an identifier or name in an event.
  static boolean fits(String text) {
    return (text.length() * 3 <= MAX_BYTES
            || text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES)
        && text.indexOf(0) < 0
        && text.indexOf('\uFFFD') < 0;
  }

  /// An agent's name that can stand in a subject of NATS: what cannot is a hyphen. Empty when
  /// nothing is left or it is too long.
  static String agent(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_'
              || c == '@'
              || c == ':'
              || c == '+';
      out.append(plain ? c : '-');
    }
    return out.length() > MAX_AGENT || text.isBlank() ? "" : out.toString();
  }

  /// Whether a tenant or agent of this name would be taken for a sum over several, such as `_all`.
  static boolean isReserved(String name) {
    return name.startsWith("_");
  }

  /// A tenant as a part of a key in ASCII, each another one.
  static String key(String tenant) {
    String plain = agent(tenant);
    return plain.equals(tenant) ? plain : plain + "." + print(tenant);
  }

  /// A model's or provider's name as it is; `other` for what is none: whatever has blanks, quotes,
  /// angle brackets or control characters could be a sentence or markup.
  static String label(String text) {
    return text.codePoints().allMatch(Names::isOfNames) ? text : "other";
  }

  private static boolean isOfNames(int c) {
    return !Character.isWhitespace(c)
        && !Character.isSpaceChar(c)
        && !Character.isISOControl(c)
        && Character.getType(c) != Character.FORMAT
        && "\"'`<>\\".indexOf(c) < 0;
  }

  /// A word of an error's kind, such as `timeout`, `429` or `Error:ENOENT`; `error` for whatever
  /// could be a sentence.
  static String word(String text) {
    boolean plain =
        !text.isEmpty()
            && text.length() <= MAX_WORD
            && text.chars()
                .allMatch(c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || c == '_'
                        || c == '-'
                        || c == '.'
                        || c == ':');
    return plain ? text : "error";
  }

  /// A name for what several texts together name.
  static String print(String... texts) {
    return hex(Fingerprint.of(texts));
  }

  static String hex(Fingerprint print) {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(print.high()) + hex.toHexDigits(print.low());
  }
}

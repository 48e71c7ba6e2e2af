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

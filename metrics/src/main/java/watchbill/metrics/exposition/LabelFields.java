package watchbill.metrics.exposition;

import java.nio.charset.StandardCharsets;

/// Labels for protobuf, read from the text that the other formats have of them: so that only one
/// form of them is kept.
final class LabelFields {
  private LabelFields() {}

  /// Adds the labels of a part of a line to a metric.
  static void write(byte[] text, FamilyMessage out) {
    int at = 0;
    while (at < text.length && text[at] != '}' && text[at] != ' ') {
      int name = text[at] == ',' ? at + 1 : at;
      int equals = indexOf((byte) '=', text, name);
      int value = equals + 2;
      int quote = endOfValue(text, value);
      out.label(
          new String(text, name, equals - name, StandardCharsets.US_ASCII),
          value(text, value, quote));
      at = quote + 1;
    }
  }

  private static int indexOf(byte wanted, byte[] text, int from) {
    int at = from;
    while (text[at] != wanted) {
      at++;
    }
    return at;
  }

  private static int endOfValue(byte[] text, int from) {
    int at = from;
    while (text[at] != '"') {
      at += text[at] == '\\' ? 2 : 1;
    }
    return at;
  }

  private static String value(byte[] text, int from, int to) {
    byte[] plain = new byte[to - from];
    int length = 0;
    for (int at = from; at < to; at++) {
      boolean escaped = text[at] == '\\';
      byte next = text[escaped ? ++at : at];
      plain[length++] = escaped && next == 'n' ? (byte) '\n' : next;
    }
    return new String(plain, 0, length, StandardCharsets.UTF_8);
  }
}

package watchbill.connectors.promtext;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the lines of one page. One thread.
final class SampleReader {
  private static final int MAX_LABELS = 64;
  private static final int MAX_TEXT = 4096;
  private static final byte[] END_OF_PAGE = "# EOF".getBytes(StandardCharsets.US_ASCII);

  private final byte[] page;
  private int at;
  private int end;

  SampleReader(byte[] page) {
    this.page = page;
  }

  /// Reads the line of these bytes, which has no line feed; a carriage return at its end is none of
  /// it.
  Line read(int from, int to) {
    at = from;
    end = to > from && page[to - 1] == '\r' ? to - 1 : to;
    skipBlanks();
    if (at == end || page[at] == '#') {
      return new Line.Empty(isEndOfPage(from));
    }
    int start = at;
    skipName();
    if (at == start) {
      return Line.Bad.of(BadLine.NAME);
    }
    if (at - start > MAX_TEXT) {
      return Line.Bad.of(BadLine.TOO_LONG);
    }
    String name = text(start, at);
    Map<String, String> labels = new LinkedHashMap<>();
    skipBlanks();
    BadLine bad = take('{') ? readLabels(labels) : null;
    return bad == null ? readValue(name, labels) : Line.Bad.of(bad);
  }

  private @Nullable BadLine readLabels(Map<String, String> labels) {
    while (true) {
      skipBlanks();
      if (take('}')) {
        return null;
      }
      int start = at;
      skipName();
      int nameEnd = at;
      skipBlanks();
      if (nameEnd == start || !take('=')) {
        return BadLine.LABELS;
      }
      skipBlanks();
      int open = at;
      String value = take('"') ? quoted() : null;
      if (value == null) {
        return BadLine.LABELS;
      }
      if (labels.size() == MAX_LABELS || nameEnd - start > MAX_TEXT || at - open > MAX_TEXT) {
        return BadLine.TOO_LONG;
      }
      if (labels.put(text(start, nameEnd), value) != null) {
        return BadLine.LABELS;
      }
      skipBlanks();
      take(','); // or a brace, which the next round takes
    }
  }

  /// The text up to the mark that closes it; null when none does.
  private @Nullable String quoted() {
    int start = at;
    boolean escaped = false;
    while (at < end) {
      if (page[at] == '"' && closes(at)) {
        String value = escaped ? unescaped(start, at) : text(start, at);
        at++;
        return value;
      }
      escaped |= page[at] == '\\';
      at += page[at] == '\\' ? 2 : 1;
    }
    return null;
  }

  private boolean closes(int mark) {
    int next = mark + 1;
    while (next < end && isBlank(page[next])) {
      next++;
    }
    return next < end && (page[next] == ',' || page[next] == '}');
  }

  private String unescaped(int start, int stop) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(stop - start);
    for (int i = start; i < stop; i++) {
      byte next = page[i] == '\\' && i + 1 < stop ? page[i + 1] : 0;
      switch (next) {
        case '\\', '"' -> out.write(next);
        case 'n' -> out.write('\n');
        default -> out.write(page[i]);
      }
      i += next == '\\' || next == '"' || next == 'n' ? 1 : 0;
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private Line readValue(String name, Map<String, String> labels) {
    skipBlanks();
    Double value = number();
    if (value == null) {
      return Line.Bad.of(BadLine.VALUE);
    }
    skipBlanks();
    boolean timed = at < end && page[at] != '#';
    if (timed && number() == null) {
      return Line.Bad.of(BadLine.TIME);
    }
    skipBlanks();
    if (at < end && page[at] != '#') {
      return Line.Bad.of(BadLine.TIME);
    }
    return new Line.Read(new Sample(name, labels, value));
  }

  private @Nullable Double number() {
    int start = at;
    while (at < end && !isBlank(page[at])) {
      at++;
    }
    return SampleNumber.parse(text(start, at));
  }

  private boolean isEndOfPage(int from) {
    return end - from == END_OF_PAGE.length
        && Arrays.equals(page, from, end, END_OF_PAGE, 0, END_OF_PAGE.length);
  }

  private void skipName() {
    int start = at;
    while (at < end && isOfName(page[at], at == start)) {
      at++;
    }
  }

  private static boolean isOfName(byte b, boolean first) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || b == '_'
        || b == ':'
        || (!first && b >= '0' && b <= '9');
  }

  private void skipBlanks() {
    while (at < end && isBlank(page[at])) {
      at++;
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private boolean take(char wanted) {
    boolean there = at < end && page[at] == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private String text(int start, int stop) {
    return new String(page, start, stop - start, StandardCharsets.UTF_8);
  }
}

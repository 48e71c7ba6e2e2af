package watchbill.sources.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import watchbill.wire.EventReader;

/// The lines of a stream of bytes, compressed with gzip or not. Of a line that is longer than any
/// event only the beginning is kept, so that it is too large and nothing else.
final class Lines {
  private static final int BUFFER = 64 * 1024;
  private static final int KEPT = EventReader.MAX_BYTES + 1;

  private final InputStream in;
  private final int kept;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private byte[] line = new byte[1024];
  private int length;
  private long number;

  private Lines(InputStream in, int kept) {
    this.in = in;
    this.kept = kept;
  }

  /// The lines of this stream, which is seen to be compressed by its first two bytes.
  static Lines of(InputStream raw) throws IOException {
    return of(raw, KEPT);
  }

  /// The same, of whose lines more is kept.
  ///
  /// @param kept how many bytes of a line at most
  static Lines of(InputStream raw, int kept) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, BUFFER);
    in.mark(2);
    boolean compressed = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return new Lines(compressed ? new GZIPInputStream(in, BUFFER) : in, kept);
  }

  /// Goes to the next line that is not blank; gives whether there is one.
  boolean next() throws IOException {
    do {
      if (!nextAny()) {
        return false;
      }
    } while (isBlank());
    return true;
  }

  /// The bytes of the line; only the first [#length()] of them count.
  byte[] bytes() {
    return line;
  }

  /// How many bytes the line has.
  int length() {
    return length;
  }

  /// The line's number, from 1.
  long number() {
    return number;
  }

  private boolean nextAny() throws IOException {
    length = 0;
    boolean any = false;
    while (at < end || fill()) {
      any = true;
      int stop = at;
      while (stop < end && buffer[stop] != '\n') {
        stop++;
      }
      keep(at, stop);
      at = stop;
      if (at < end) {
        at++;
        break;
      }
    }
    if (any) {
      number++;
    }
    return any;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer));
    return end > 0;
  }

  private void keep(int from, int to) {
    int count = Math.min(to - from, kept - length);
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.min(kept, Math.max(line.length * 2, length + count)));
    }
    System.arraycopy(buffer, from, line, length, count);
    length += count;
  }

  private boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}

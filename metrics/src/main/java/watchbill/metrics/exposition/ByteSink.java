package watchbill.metrics.exposition;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes in memory that grow. For one thread.
public final class ByteSink {
  private byte[] bytes;
  private int length;

  /// An empty one with room for `capacity` bytes before it has to grow.
  public ByteSink(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
  }

  /// How many bytes it holds.
  public int length() {
    return length;
  }

  /// Forgets all bytes, and keeps the room.
  public void reset() {
    length = 0;
  }

  /// Forgets all bytes but the first `shorter`.
  void truncate(int shorter) {
    length = Math.min(length, shorter);
  }

  /// Puts the length of all that stands from `start` on before it, as a varint
  /// (<https://protobuf.dev/programming-guides/encoding/#varints>).
  void putLengthBefore(int start) {
    int size = length - start;
    int digits = 1;
    for (int rest = size >>> 7; rest > 0; rest >>>= 7) {
      digits++;
    }
    room(digits);
    System.arraycopy(bytes, start, bytes, start + digits, size);
    length += digits;
    int at = start;
    for (int rest = size; at < start + digits; rest >>>= 7, at++) {
      bytes[at] = (byte) (rest < 0x80 ? rest : (rest & 0x7f) | 0x80);
    }
  }

  /// Adds one byte; gives itself.
  public ByteSink write(int value) {
    room(1);
    bytes[length++] = (byte) value;
    return this;
  }

  /// Adds all bytes of `more`.
  public void write(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  /// Adds all bytes of three arrays.
  void write(byte[] first, byte[] second, byte[] third) {
    room(first.length + second.length + third.length);
    byte[] to = bytes;
    int at = length;
    System.arraycopy(first, 0, to, at, first.length);
    at += first.length;
    System.arraycopy(second, 0, to, at, second.length);
    at += second.length;
    System.arraycopy(third, 0, to, at, third.length);
    length = at + third.length;
  }

  /// Adds a text as UTF-8.
  public void write(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Adds a whole number in decimal digits.
  ///
  /// @param value any but [Long#MIN_VALUE]
  void writeDecimal(long value) {
    if (value < 0) {
      write('-');
    }
    writeDecimal(Math.abs(value), 0);
  }

  /// Adds a number in decimal digits with a point before the last `decimals` of them.
  ///
  /// @param digits 0 or more
  void writeDecimal(long digits, int decimals) {
    int count = Math.max(digitsOf(digits), decimals + 1);
    room(count + 1);
    int at = length + count + (decimals > 0 ? 1 : 0);
    length = at;
    long rest = digits;
    for (int i = 0; i < count; i++) {
      if (i == decimals && i > 0) {
        bytes[--at] = '.';
      }
      long tens = rest / 10;
      bytes[--at] = (byte) ('0' + (int) (rest - tens * 10));
      rest = tens;
    }
  }

  /// How many decimal digits a number has that is 0 or more.
  static int digitsOf(long value) {
    int count = 1;
    for (long power = 10; count < 19 && value >= power; power *= 10) {
      count++;
    }
    return count;
  }

  /// Whether it holds these bytes.
  boolean holds(byte[] others) {
    return Arrays.equals(bytes, 0, length, others, 0, others.length);
  }

  /// A hash of what it holds.
  ///
  /// @param multiplier odd
  int hash(int multiplier) {
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = hash * multiplier + bytes[i];
    }
    return hash ^ hash >>> 16;
  }

  /// The array in which it holds them, from the first place on; good until more are added.
  byte[] array() {
    return bytes;
  }

  /// A copy of the bytes from `from` to `to`.
  byte[] copy(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /// A copy of what it holds.
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /// Writes what it holds to `out`.
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  /// What it holds, read as UTF-8.
  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, Math.addExact(length, length >> 1)));
    }
  }
}

package watchbill.core.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Writes state as bytes: numbers in zigzag variable length, texts as UTF-8 behind their length.
/// The same state gives the same bytes. Not thread-safe.
public final class StateOutput {
  private byte[] bytes = new byte[256];
  private int size;

  /// Writes a number, small ones in few bytes.
  public void number(long value) {
    ensure(10);
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /// Writes a number in eight bytes, for values without a small end.
  public void fixed(long value) {
    ensure(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >> shift);
    }
  }

  /// Writes a text.
  public void text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    ensure(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
  }

  /// Writes an enum constant by its name, so that a new constant may stand anywhere; null as empty.
  public void name(@Nullable Enum<?> constant) {
    text(constant == null ? "" : constant.name());
  }

  /// All that was written so far.
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length + (bytes.length >> 1)));
    }
  }
}

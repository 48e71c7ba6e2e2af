package watchbill.core.state;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads what [StateOutput] wrote. Bytes that are not such a form throw [IllegalArgumentException]:
/// state is checked by its checkpoint before it comes here.
public final class StateInput {
  private final byte[] bytes;
  private int at;

  /// A reader from the first byte.
  public StateInput(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Reads a number.
  public long number() {
    long rest = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = bytes[need(1)];
      rest |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return (rest >>> 1) ^ -(rest & 1);
      }
    }
    throw new IllegalArgumentException("state: want a number, have more than 64 bits at " + at);
  }

  /// Reads the number of things that follow; no more than bytes are left.
  public int count() {
    long count = number();
    if (count < 0 || count > bytes.length - at) {
      throw new IllegalArgumentException(
          "state: want a count up to %d, have %d at %d".formatted(bytes.length - at, count, at));
    }
    return (int) count;
  }

  /// Reads a number of eight bytes.
  public long fixed() {
    int from = need(Long.BYTES);
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | (bytes[from + i] & 0xFF);
    }
    return value;
  }

  /// Reads a text.
  public String text() {
    int length = count();
    return new String(bytes, need(length), length, StandardCharsets.UTF_8);
  }

  /// Reads an enum constant, or null.
  public <E extends Enum<E>> @Nullable E name(Class<E> type) {
    String name = text();
    return name.isEmpty() ? null : Enum.valueOf(type, name);
  }

  /// Whether all bytes are read.
  public boolean atEnd() {
    return at == bytes.length;
  }

  private int need(int count) {
    if (bytes.length - at < count) {
      throw new IllegalArgumentException(
          "state: want %d more bytes at %d, have %d".formatted(count, at, bytes.length - at));
    }
    int from = at;
    at += count;
    return from;
  }
}

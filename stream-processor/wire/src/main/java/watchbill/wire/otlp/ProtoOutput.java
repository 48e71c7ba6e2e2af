package watchbill.wire.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes fields in the wire format of protobuf
/// (https://protobuf.dev/programming-guides/encoding/). Not thread-safe.
final class ProtoOutput {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  private byte[] bytes = new byte[64];
  private int size;

  /// A field of any integer type but the zigzag ones.
  void number(int field, long value) {
    varint((long) field << 3 | VARINT);
    varint(value);
  }

  /// A field of type `fixed64`, `sfixed64` or, by its bits, `double`.
  void fixed64(int field, long bits) {
    varint((long) field << 3 | FIXED64);
    ensure(Long.BYTES);
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[size++] = (byte) (bits >>> (i << 3));
    }
  }

  /// A field of a text.
  void text(int field, String text) {
    bytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  /// A field of bytes or of a message.
  void bytes(int field, byte[] value) {
    varint((long) field << 3 | BYTES);
    varint(value.length);
    ensure(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  /// All that was written so far.
  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void varint(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length + (bytes.length >> 1)));
    }
  }
}

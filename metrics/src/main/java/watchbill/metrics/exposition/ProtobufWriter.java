package watchbill.metrics.exposition;

import java.nio.charset.StandardCharsets;

/// Writes protobuf's wire format (<https://protobuf.dev/programming-guides/encoding/>). For one
/// thread.
final class ProtobufWriter {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int DELIMITED = 2;

  private final ByteSink out;

  ProtobufWriter(ByteSink out) {
    this.out = out;
  }

  /// Fields that were written before.
  void raw(byte[] fields) {
    out.write(fields);
  }

  /// A field of type `uint32`, `uint64`, `int64` or an enum.
  void unsigned(int field, long value) {
    tag(field, VARINT);
    varint(value);
  }

  /// A field of type `sint32` or `sint64`.
  void signed(int field, long value) {
    tag(field, VARINT);
    zigzag(value);
  }

  /// A field of type `double`.
  void number(int field, double value) {
    tag(field, FIXED64);
    long bits = Double.doubleToRawLongBits(value);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      out.write((int) (bits >>> shift));
    }
  }

  /// A field of type `string`.
  void text(int field, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    tag(field, DELIMITED);
    varint(utf8.length);
    out.write(utf8);
  }

  /// Begins a field that is a message or packed; gives where, which [#end] asks for.
  int begin(int field) {
    tag(field, DELIMITED);
    return out.length();
  }

  /// Ends what [#begin] began: puts its length before it.
  void end(int begun) {
    out.putLengthBefore(begun);
  }

  /// An element of a packed field of type `sint64`.
  void zigzag(long value) {
    varint((value << 1) ^ (value >> (Long.SIZE - 1)));
  }

  private void tag(int field, int type) {
    varint(((long) field << 3) | type);
  }

  private void varint(long value) {
    long rest = value;
    for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
      out.write(((int) rest & 0x7f) | 0x80);
    }
    out.write((int) rest);
  }
}

package watchbill.wire.otlp;

import java.nio.charset.StandardCharsets;

/// Reads fields in the wire format of protobuf, one after the other, without objects
/// (https://protobuf.dev/programming-guides/encoding/). What is broken ends it, and it says so. Not
/// thread-safe.
final class ProtoInput {
  final byte[] bytes;
  private final int begin;
  private final int end;
  private int at;
  private boolean broken;
  private int field;
  private int wire;
  private long number;
  private int from;
  private int to;

  ProtoInput(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.begin = from;
    this.at = from;
    this.end = to;
  }

  /// The same from its beginning.
  ProtoInput again() {
    return new ProtoInput(bytes, begin, end);
  }

  /// The message in the field that was read last.
  ProtoInput message() {
    return new ProtoInput(bytes, from, to);
  }

  /// Goes to the next field; gives whether there is one.
  boolean next() {
    if (at >= end || broken) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    wire = (int) (tag & 7);
    if (broken || tag < 0 || tag >>> 3 > Integer.MAX_VALUE || field == 0) {
      broken = true;
      return false;
    }
    switch (wire) {
      case ProtoOutput.VARINT -> number = varint();
      case ProtoOutput.FIXED64 -> number = fixed(Long.BYTES);
      case ProtoOutput.FIXED32 -> number = fixed(Integer.BYTES);
      case ProtoOutput.BYTES -> {
        long length = varint();
        if (!broken && (length < 0 || length > end - at)) {
          broken = true;
        }
        if (!broken) {
          from = at;
          to = at + (int) length;
          at = to;
        }
      }
      default -> broken = true;
    }
    return !broken;
  }

  /// Whether it ended because of what is no such format.
  boolean broken() {
    return broken;
  }

  /// The field's number.
  int field() {
    return field;
  }

  /// Whether the field is this one and holds bytes, a text or a message.
  boolean isBytes(int wanted) {
    return field == wanted && wire == ProtoOutput.BYTES;
  }

  /// Whether the field is this one and holds a number of any width.
  boolean isNumber(int wanted) {
    return field == wanted && wire != ProtoOutput.BYTES;
  }

  /// The number in the field, of a `double` its bits.
  long number() {
    return number;
  }

  /// Where the field's bytes begin.
  int from() {
    return from;
  }

  /// Where the field's bytes end.
  int to() {
    return to;
  }

  /// The field's text; what is no UTF-8 is replaced.
  String text() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= end) {
        broken = true;
        return 0;
      }
      byte next = bytes[at++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    broken = true;
    return 0;
  }

  private long fixed(int width) {
    if (end - at < width) {
      broken = true;
      return 0;
    }
    long value = 0;
    for (int i = 0; i < width; i++) {
      value |= (bytes[at++] & 0xFFL) << (i << 3);
    }
    return value;
  }
}

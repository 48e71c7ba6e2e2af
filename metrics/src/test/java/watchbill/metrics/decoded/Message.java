package watchbill.metrics.decoded;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A protobuf message, read by the rules of the wire format alone.
public final class Message {
  private final TreeMap<Integer, List<Object>> fields = new TreeMap<>();

  /// The message that these bytes are.
  public static Message of(byte[] bytes) {
    var message = new Message();
    var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long tag = varint(in);
      Object value =
          switch ((int) tag & 7) {
            case 0 -> varint(in);
            case 1 -> in.getDouble();
            case 2 -> bytes(in);
            default -> throw new AssertionError("wire type of tag " + tag);
          };
      message.fields.computeIfAbsent((int) (tag >>> 3), _ -> new ArrayList<>()).add(value);
    }
    return message;
  }

  /// The messages that follow each other, each with its length before it.
  public static List<Message> delimited(byte[] bytes) {
    var messages = new ArrayList<Message>();
    var in = ByteBuffer.wrap(bytes);
    while (in.hasRemaining()) {
      messages.add(of(bytes(in)));
    }
    return messages;
  }

  /// Whether it has the field.
  public boolean has(int field) {
    return fields.containsKey(field);
  }

  public String text(int field) {
    return new String((byte[]) one(field), StandardCharsets.UTF_8);
  }

  public long unsigned(int field) {
    return (Long) one(field);
  }

  public long signed(int field) {
    return unzigzag(unsigned(field));
  }

  public double number(int field) {
    return (Double) one(field);
  }

  public Message message(int field) {
    return of((byte[]) one(field));
  }

  public List<Message> messages(int field) {
    return all(field).stream().map(bytes -> of((byte[]) bytes)).toList();
  }

  /// The elements of a packed field of signed numbers.
  public List<Long> packedSigned(int field) {
    var numbers = new ArrayList<Long>();
    for (Object packed : all(field)) {
      var in = ByteBuffer.wrap((byte[]) packed);
      while (in.hasRemaining()) {
        numbers.add(unzigzag(varint(in)));
      }
    }
    return numbers;
  }

  private Object one(int field) {
    List<Object> values = all(field);
    if (values.size() != 1) {
      throw new AssertionError("want field %d once, have %d".formatted(field, values.size()));
    }
    return values.getFirst();
  }

  private List<Object> all(int field) {
    return fields.getOrDefault(field, List.of());
  }

  private static byte[] bytes(ByteBuffer in) {
    byte[] bytes = new byte[Math.toIntExact(varint(in))];
    in.get(bytes);
    return bytes;
  }

  private static long unzigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }
}

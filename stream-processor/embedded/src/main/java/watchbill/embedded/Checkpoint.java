package watchbill.embedded;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// Everything that a restart needs, taken at one point of the stream: how far it was applied, and
/// what that made of each partition. Position and state are one file, so they cannot disagree.
///
/// @param position how far the stream was applied
/// @param fleets each partition's saved fleet
record Checkpoint(Position position, List<byte[]> fleets) {
  // Form: magic, version, length of the body, the body, CRC32C of all before it.
  private static final int MAGIC = 0x57424350;
  static final int VERSION = 1;
  private static final int HEAD = 3 * Integer.BYTES;
  private static final int TAIL = Integer.BYTES;

  byte[] toBytes() {
    StateOutput head = new StateOutput();
    head.text(position.stream());
    head.number(position.createdMillis());
    head.number(position.sequence());
    head.number(position.storedAtMillis());
    head.number(fleets.size());
    fleets.forEach(fleet -> head.number(fleet.length));
    byte[] headBytes = head.toBytes();
    int body = Integer.BYTES + headBytes.length + fleets.stream().mapToInt(f -> f.length).sum();
    ByteBuffer out = ByteBuffer.allocate(HEAD + body + TAIL);
    out.putInt(MAGIC).putInt(VERSION).putInt(body).putInt(headBytes.length).put(headBytes);
    fleets.forEach(out::put);
    out.putInt(crc(out.array(), HEAD + body));
    return out.array();
  }

  /// Reads what [#toBytes] wrote.
  ///
  /// @throws IllegalArgumentException when the bytes are anything else, with what is wrong with
  ///   them
  static Checkpoint fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < HEAD + TAIL || in.getInt() != MAGIC) {
      throw new IllegalArgumentException("want a checkpoint, have something else");
    }
    int version = in.getInt();
    if (version != VERSION) {
      throw new IllegalArgumentException("want version %d, have %d".formatted(VERSION, version));
    }
    int body = in.getInt();
    if (body != bytes.length - HEAD - TAIL) {
      throw new IllegalArgumentException(
          "want %d bytes, have %d".formatted((long) body + HEAD + TAIL, bytes.length));
    }
    if (in.getInt(HEAD + body) != crc(bytes, HEAD + body)) {
      throw new IllegalArgumentException("want its checksum, have another: the file is damaged");
    }
    byte[] headBytes = new byte[in.getInt()];
    in.get(headBytes);
    StateInput head = new StateInput(headBytes);
    Position position = new Position(head.text(), head.number(), head.number(), head.number());
    List<byte[]> fleets = new ArrayList<>();
    for (long left = head.number(); left > 0; left--) {
      byte[] fleet = new byte[(int) head.number()];
      in.get(fleet);
      fleets.add(fleet);
    }
    return new Checkpoint(position, fleets);
  }

  /// The version of a whole checkpoint in another form than ours, or null: whatever the form, it
  /// begins with magic and version and ends with its checksum.
  static @Nullable Integer otherVersion(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    boolean whole =
        bytes.length >= HEAD + TAIL
            && in.getInt(0) == MAGIC
            && in.getInt(bytes.length - TAIL) == crc(bytes, bytes.length - TAIL);
    int version = whole ? in.getInt(Integer.BYTES) : VERSION;
    return version == VERSION ? null : version;
  }

  private static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}

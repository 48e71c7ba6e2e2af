package watchbill.connectors.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// One message of a journal.
///
/// @param subject at most 32 KiB of UTF-8
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record JournalLine(String subject, byte[] data) {
  // Form: when it was stored, the length of the subject, the subject, the data.
  private static final int HEAD = Long.BYTES + Short.BYTES;

  byte[] stored(long atMillis) {
    byte[] name = subject.getBytes(StandardCharsets.UTF_8);
    if (name.length > Short.MAX_VALUE) {
      throw new IllegalArgumentException("subject: want 32 KiB, have " + name.length);
    }
    return ByteBuffer.allocate(HEAD + name.length + data.length)
        .putLong(atMillis)
        .putShort((short) name.length)
        .put(name)
        .put(data)
        .array();
  }

  static JournalLine of(byte[] stored) {
    int name = ByteBuffer.wrap(stored).getShort(Long.BYTES);
    byte[] data = new byte[stored.length - HEAD - name];
    System.arraycopy(stored, HEAD + name, data, 0, data.length);
    return new JournalLine(new String(stored, HEAD, name, StandardCharsets.UTF_8), data);
  }

  static long storedAtMillis(byte[] stored) {
    return ByteBuffer.wrap(stored).getLong();
  }
}

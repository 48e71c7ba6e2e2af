package watchbill.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import watchbill.core.Signal;

/// Writes signals as CloudEvents in JSON. Equal signals give equal bytes, the `id` included: it is
/// a hash of what the signal says, so that a signal that is sent twice can be told from two
/// signals.
///
/// Safe from any thread.
public final class SignalWriter {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String TYPE_PREFIX = "watchbill.signal.";
  private static final int TYPICAL_BYTES = 512;

  /// One signal as one JSON object on one line, without the line feed.
  public byte[] write(Signal signal) {
    try {
      byte[] data = data(signal);
      String type = TYPE_PREFIX + SignalData.nameOf(signal);
      String subject = signal.agent().toString();
      String time = Rfc3339.text(signal.atMillis());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
      try (JsonGenerator json = JSON.createGenerator(bytes)) {
        json.writeStartObject();
        json.writeStringField("specversion", "1.0");
        json.writeStringField("id", id(type, subject, time, data));
        json.writeStringField("source", "/watchbill");
        json.writeStringField("type", type);
        json.writeStringField("subject", subject);
        json.writeStringField("time", time);
        json.writeFieldName("data");
        json.writeRawValue(new String(data, StandardCharsets.UTF_8));
        json.writeEndObject();
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing a signal into memory", e);
    }
  }

  private static byte[] data(Signal signal) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      SignalData.write(signal, json);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static String id(String type, String subject, String time, byte[] data) {
    long hash = fnv(0xcbf29ce484222325L, type.getBytes(StandardCharsets.UTF_8));
    hash = fnv(hash, subject.getBytes(StandardCharsets.UTF_8));
    hash = fnv(hash, time.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits(fnv(hash, data));
  }

  /// The hash FNV-1a of 64 bits, continued (http://www.isthe.com/chongo/tech/comp/fnv/).
  private static long fnv(long hash, byte[] bytes) {
    long sum = hash;
    for (byte b : bytes) {
      sum = (sum ^ (b & 0xff)) * 0x100000001b3L;
    }
    return sum;
  }
}

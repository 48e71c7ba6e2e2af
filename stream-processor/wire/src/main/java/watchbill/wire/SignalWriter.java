package watchbill.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import watchbill.core.Signal;
import watchbill.core.Signal.AgentStuck;
import watchbill.core.Signal.AgentSuspect;

/// Writes signals as CloudEvents in JSON. Equal signals give equal bytes, the `id` included: it is
/// a hash of what the signal says, so that a signal that is sent twice can be told from two
/// signals. A verdict that stands is told again with the same `id`, whatever its evidence has grown
/// to since.
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
      String type = type(signal);
      String subject = signal.agent().toString();
      String time = Rfc3339.text(signal.atMillis());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
      try (JsonGenerator json = JSON.createGenerator(bytes)) {
        json.writeStartObject();
        json.writeStringField("specversion", "1.0");
        json.writeStringField("id", id(signal, data));
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

  /// The `id` of a signal.
  public String id(Signal signal) {
    try {
      return id(signal, data(signal));
    } catch (IOException e) {
      throw new UncheckedIOException("writing a signal into memory", e);
    }
  }

  private static String type(Signal signal) {
    return TYPE_PREFIX + SignalData.nameOf(signal);
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

  private static String id(Signal signal, byte[] data) {
    long hash = fnv(0xcbf29ce484222325L, type(signal).getBytes(StandardCharsets.UTF_8));
    hash = fnv(hash, signal.agent().toString().getBytes(StandardCharsets.UTF_8));
    hash = fnv(hash, Rfc3339.text(signal.atMillis()).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits(fnv(hash, distinguishing(signal, data)));
  }

  /// What tells a signal from another one of its type, agent and time.
  private static byte[] distinguishing(Signal signal, byte[] data) {
    return switch (signal) {
      case AgentStuck stuck -> Words.word(stuck.cause()).getBytes(StandardCharsets.UTF_8);
      case AgentSuspect suspect -> Words.word(suspect.cause()).getBytes(StandardCharsets.UTF_8);
      default -> data;
    };
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

package watchbill.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.wire.Decoded.Accepted;
import watchbill.wire.Decoded.Rejected;
import watchbill.wire.Decoded.Unknown;

@Tag("property")
class HostileBytesTest {
  private static final int ROUNDS = 200_000;
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "null",
    "true",
    "-1",
    "1e999",
    "99999999999999999999",
    "\\u0000",
    "\\ud800",
    "\"data\":",
    "\"type\":\"agent.waiting\",",
    "\"for\":\"human\"",
    "\u0000",
    "é",
    "\ufeff"
  };

  private final Random random = new Random(2026);
  private final Map<RejectReason, Integer> reasons = new EnumMap<>(RejectReason.class);
  private int accepted;
  private int unknown;

  @Test
  void neverThrowsAndAlwaysNamesAReason() {
    RandomEvents events = new RandomEvents(5);
    EventWriter writer = new EventWriter();
    EventReader reader = new EventReader();
    for (int i = 0; i < ROUNDS; i++) {
      byte[] json = damaged(writer.write(events.name(), "/agents/a", events.next()));
      count(
          i % 2 == 0
              ? reader.read(Events.AGENT, json, 0, json.length, Events.AT)
              : reader.readRecorded("t", json, 0, json.length, Events.AT));
    }

    assertThat(accepted + unknown + reasons.values().stream().mapToInt(n -> n).sum())
        .isEqualTo(ROUNDS);
    assertThat(reasons)
        .containsKeys(
            RejectReason.NOT_JSON,
            RejectReason.TRUNCATED,
            RejectReason.TRAILING_DATA,
            RejectReason.BAD_UTF8,
            RejectReason.NUL,
            RejectReason.TOO_DEEP,
            RejectReason.MISSING_FIELD,
            RejectReason.BAD_TIME,
            RejectReason.TIME_TOO_FAR);
    assertThat(accepted).isPositive();
    assertThat(unknown).isPositive();
  }

  private void count(Decoded decoded) {
    switch (decoded) {
      case Accepted _ -> accepted++;
      case Unknown _ -> unknown++;
      case Rejected rejected -> {
        assertThat(rejected.detail()).isNotEmpty().isPrintable();
        reasons.merge(rejected.reason(), 1, Integer::sum);
      }
    }
  }

  private byte[] damaged(byte[] json) {
    return switch (random.nextInt(7)) {
      case 0 -> Arrays.copyOf(json, random.nextInt(json.length));
      case 1 -> flipped(json, 1);
      case 2 -> flipped(json, 8);
      case 3 -> spliced(json, PIECES[random.nextInt(PIECES.length)]);
      case 4 -> spliced(json, "[".repeat(random.nextInt(100)));
      case 5 -> noise();
      default -> swappedDigits(json);
    };
  }

  private byte[] flipped(byte[] json, int times) {
    for (int i = 0; i < times; i++) {
      json[random.nextInt(json.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return json;
  }

  private byte[] spliced(byte[] json, String piece) {
    byte[] inside = piece.getBytes(StandardCharsets.UTF_8);
    int at = random.nextInt(json.length + 1);
    byte[] out = new byte[json.length + inside.length];
    System.arraycopy(json, 0, out, 0, at);
    System.arraycopy(inside, 0, out, at, inside.length);
    System.arraycopy(json, at, out, at + inside.length, json.length - at);
    return out;
  }

  private byte[] noise() {
    byte[] out = new byte[random.nextInt(64)];
    random.nextBytes(out);
    return out;
  }

  private byte[] swappedDigits(byte[] json) {
    for (int i = 0; i < json.length; i++) {
      if (json[i] >= '0' && json[i] <= '9' && random.nextInt(6) == 0) {
        json[i] = (byte) ('0' + random.nextInt(10));
      }
    }
    return json;
  }
}

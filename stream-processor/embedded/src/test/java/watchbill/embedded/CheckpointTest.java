package watchbill.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointTest {
  private static final Checkpoint SAMPLE =
      new Checkpoint(
          new Position("AGENTS", 1_770_000_000_000L, 42, 1_770_000_000_123L),
          List.of(utf8("first"), utf8("second")));

  @Test
  void readsWhatItWrote() {
    Checkpoint read = Checkpoint.fromBytes(SAMPLE.toBytes());
    assertThat(read.position()).isEqualTo(SAMPLE.position());
    assertThat(read.fleets()).containsExactly(utf8("first"), utf8("second"));
  }

  @Test
  void refusesAFileThatIsCutOffAnywhere() {
    byte[] whole = SAMPLE.toBytes();
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Checkpoint.fromBytes(part))
          .as("first %d bytes", length)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesAFileInWhichAnyBitIsWrong() {
    byte[] whole = SAMPLE.toBytes();
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> Checkpoint.fromBytes(flipped))
          .as("bit %d", bit)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

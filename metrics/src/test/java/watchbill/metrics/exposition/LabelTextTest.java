package watchbill.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class LabelTextTest {
  @Test
  void leavesAValueOf256BytesAlone() {
    assertThat(LabelText.of("x".repeat(256))).isEqualTo("x".repeat(256));
    assertThat(LabelText.of("é".repeat(128))).isEqualTo("é".repeat(128));
    assertThat(LabelText.of("😀".repeat(64))).isEqualTo("😀".repeat(64));
  }

  @Test
  void cutsALongerValueAndAddsAFingerprint() {
    assertThat(LabelText.of("x".repeat(257))).isEqualTo("x".repeat(239) + "~9bfbd52e3054d307");
  }

  @Test
  void neverCutsACharacterInTwo() {
    String cut = LabelText.of("€".repeat(86));
    assertThat(cut).matches("€{79}~[0-9a-f]{16}");
    assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(256);
  }

  @Test
  void keepsTwoLongValuesApart() {
    assertThat(LabelText.of("x".repeat(300) + "1"))
        .isNotEqualTo(LabelText.of("x".repeat(300) + "2"));
  }

  @Test
  void replacesAnUnpairedSurrogateAndKeepsTwoOfThemApart() {
    assertThat(LabelText.of("a\ud83db")).matches("a\ufffdb~[0-9a-f]{16}");
    assertThat(LabelText.of("a\ude00b")).isNotEqualTo(LabelText.of("a\ud83db"));
  }
}

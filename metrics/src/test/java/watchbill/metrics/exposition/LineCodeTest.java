package watchbill.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LineCodeTest {
  /// In 1/8192, as 13 bits are the most: a code is complete when its symbols fill the whole.
  private static int share(int bits) {
    return 1 << (13 - bits);
  }

  @Test
  void hasCompleteCodesInWhichNoSymbolIsMissing() {
    assertThat(IntStream.range(0, 286).map(LineCode::literalLength)).allMatch(bits -> bits > 0);
    assertThat(IntStream.range(0, 286).map(symbol -> share(LineCode.literalLength(symbol))).sum())
        .isEqualTo(1 << 13);
    assertThat(IntStream.range(0, 30).map(LineCode::distanceLength)).allMatch(bits -> bits > 0);
    assertThat(IntStream.range(0, 30).map(symbol -> share(LineCode.distanceLength(symbol))).sum())
        .isEqualTo(1 << 13);
  }

  @Test
  void hasTheDistancesOfTheStandard() {
    int[] bases = {
      1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537,
      2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577
    };
    for (int symbol = 0; symbol < bases.length; symbol++) {
      int end = symbol < 29 ? bases[symbol + 1] : 32_769;
      assertThat(LineCode.distanceSymbol(bases[symbol])).isEqualTo(symbol);
      assertThat(LineCode.distanceSymbol(end - 1)).isEqualTo(symbol);
      assertThat(1 << LineCode.distanceExtra(symbol)).isEqualTo(end - bases[symbol]);
    }
  }

  @Test
  void opensInFewBytes() {
    assertThat(LineCode.opening()).hasSizeLessThan(120);
    assertThat(LineCode.closing()).hasSizeLessThan(5);
  }
}

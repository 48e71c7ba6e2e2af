package watchbill.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class JoinedCrcTest {
  private static int crc(byte[] bytes, int from, int to) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }

  @Test
  void isThatOfNothingBeforeAnythingIsAdded() {
    JoinedCrc joined = new JoinedCrc();
    assertThat(joined.crc()).isEqualTo(crc(new byte[0], 0, 0));
    assertThat(joined.length()).isZero();
  }

  @Test
  void isThatOfTheTextWhereEmptyOnesAreAdded() {
    byte[] text = {1, 2, 3};
    JoinedCrc joined = new JoinedCrc();
    joined.add(0, 0);
    joined.add(crc(text, 0, 3), 3);
    joined.add(0, 0);
    assertThat(joined.crc()).isEqualTo(crc(text, 0, 3));
    assertThat(joined.length()).isEqualTo(3);
  }

  @Test
  @Tag("property")
  void isThatOfTheWholeHoweverItIsCut() {
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      byte[] whole = new byte[random.nextInt(1 << random.nextInt(1, 18))];
      random.nextBytes(whole);
      JoinedCrc joined = new JoinedCrc();
      int from = 0;
      while (from < whole.length) {
        int to = Math.min(whole.length, from + 1 + random.nextInt(1 << random.nextInt(1, 18)));
        joined.add(crc(whole, from, to), to - from);
        from = to;
      }
      assertThat(joined.crc()).isEqualTo(crc(whole, 0, whole.length));
      assertThat(joined.length()).isEqualTo(whole.length);
    }
  }

  @Test
  void holdsBeyondFourGibibytes() {
    byte[] zeros = new byte[1 << 20];
    JoinedCrc pieces = new JoinedCrc();
    JoinedCrc half = new JoinedCrc();
    for (int i = 0; i < 10 << 10; i++) {
      pieces.add(crc(zeros, 0, zeros.length), zeros.length);
      if (i % 2 == 0) {
        half.add(crc(zeros, 0, zeros.length), zeros.length);
      }
    }
    JoinedCrc halves = new JoinedCrc();
    halves.add(half.crc(), half.length());
    halves.add(half.crc(), half.length());
    assertThat(half.length()).isEqualTo(5L << 30);
    assertThat(halves.length()).isEqualTo(pieces.length());
    assertThat(halves.crc()).isEqualTo(pieces.crc());
  }
}

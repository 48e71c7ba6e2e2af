package watchbill.connectors.promtext;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;

@Tag("property")
final class GarbageTest {
  private static final String PARTS =
      "name{a=\"b\",c=\"d\\\"e\"} 1 17 # {x=\"y\"} 2\r\n# EOF# TYPE \t\\\"\"\"}{,=NaN+Inf-1e9\u00e9\ud83d\ude00";

  /// Each line is a sample, a bad line or nothing, whatever stands in it.
  @RepeatedTest(300)
  void anyBytesAreReadWithoutFailure(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    byte[] page = bytes(random, repetition.getCurrentRepetition() % 3 == 0);
    TextPage read = TextPage.read(page);
    long lines = new String(page, StandardCharsets.ISO_8859_1).split("\n", -1).length;
    assertThat(read.samples().size() + read.badLines()).isBetween(0, (int) lines);
    assertThat(read.samples())
        .allSatisfy(sample -> assertThat(sample.name()).matches("[a-zA-Z_:][a-zA-Z0-9_:]*"));
  }

  /// A good line before and behind any others is read.
  @RepeatedTest(100)
  void anyBytesSpoilNoLineOfOthers(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    String garbage = new String(bytes(random, true), StandardCharsets.ISO_8859_1);
    String page = "first 1\n" + garbage.replace("# EOF", "") + "\nlast 2\n";
    TextPage read = TextPage.read(page.getBytes(StandardCharsets.UTF_8));
    assertThat(read.samples()).first().extracting(Sample::name).isEqualTo("first");
    assertThat(read.samples()).last().extracting(Sample::name).isEqualTo("last");
  }

  private static byte[] bytes(RandomGenerator random, boolean any) {
    byte[] parts = PARTS.getBytes(StandardCharsets.UTF_8);
    byte[] page = new byte[random.nextInt(2000)];
    for (int i = 0; i < page.length; i++) {
      page[i] = any ? (byte) random.nextInt(256) : parts[random.nextInt(parts.length)];
    }
    return page;
  }
}

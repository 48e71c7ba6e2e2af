package watchbill.connectors.promtext;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TextPageTest {
  private static TextPage read(String page) {
    return TextPage.read(page.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsNamesLabelsAndValues() {
    TextPage page =
        read(
            """
            # HELP up Whether it is.
            # TYPE up gauge
            up 1
            queue_depth{queue="a, \\"b\\"\\\\\\n{}",empty=""} -2.5e-3

            	spaced { a = "1" , b="2", } 	 7	1700000000000
            """);
    assertThat(page.skipped()).isEmpty();
    assertThat(page.samples())
        .containsExactly(
            new Sample("up", Map.of(), 1),
            new Sample("queue_depth", Map.of("queue", "a, \"b\"\\\n{}", "empty", ""), -2.5e-3),
            new Sample("spaced", Map.of("a", "1", "b", "2"), 7));
    assertThat(page.named("queue_depth").getFirst().label("queue")).startsWith("a, ");
    assertThat(page.named("up").getFirst().label("absent")).isEmpty();
  }

  @Test
  void readsAllSpellingsOfWhatIsNoFiniteNumber() {
    TextPage page = read("a NaN\nb +Inf\nc -Inf\nd inf\ne nan\nf Infinity\n");
    assertThat(page.samples())
        .extracting(Sample::value)
        .containsExactly(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Double.NaN,
            Double.POSITIVE_INFINITY);
  }

  @Test
  void readsExemplarsAndTimesOfOpenMetricsAndStopsAtItsEnd() {
    TextPage page =
        read(
            """
            t_bucket{le="1"} 3 # {trace_id="a b # c"} 0.5 1700000000.25
            t_count 3 1700000000.5 # {} 1
            # EOF
            after 1
            """);
    assertThat(page.skipped()).isEmpty();
    assertThat(page.samples())
        .containsExactly(
            new Sample("t_bucket", Map.of("le", "1"), 3), new Sample("t_count", Map.of(), 3));
  }

  @Test
  void readsLinesThatEndAsOnOtherSystems() {
    TextPage page = read("# TYPE a gauge\r\na{b=\"c\"} 1\r\n\r\nd 2\r\n# EOF\r\n");
    assertThat(page.skipped()).isEmpty();
    assertThat(page.samples())
        .containsExactly(new Sample("a", Map.of("b", "c"), 1), new Sample("d", Map.of(), 2));
  }

  @Test
  void takesAMarkThatWasNotEscapedAsAPartOfTheValue() {
    TextPage page = read("a{model=\"NVIDIA \"A100\" 80GB\",b=\"c\"} 1\n");
    assertThat(page.samples())
        .containsExactly(new Sample("a", Map.of("model", "NVIDIA \"A100\" 80GB", "b", "c"), 1));
  }

  @Test
  void skipsAndCountsWhatIsNotAsItShouldBe() {
    TextPage page =
        read(
            """
            good 1
            DCGM_FI_DEV_VGPU_INSTANCE_IDS{gpu="0"} ERROR - FAILED TO CONVERT TO STRING
            DCGM_FI_DEV_CUDA_VISIBLE_DEVICES_STR{gpu="0"} MIG-GPU-66068b5a/3
            nothing
            hexadecimal 0x10
            long 1d
            9name 1
            {a="b"} 1
            <html>
            open{a="b" 1
            open{a="b
            twice{a="b",a="c"} 1
            unquoted{a=1} 1
            late 1 soon
            late 1 2 3
            good 2
            """);
    assertThat(page.samples())
        .containsExactly(new Sample("good", Map.of(), 1), new Sample("good", Map.of(), 2));
    assertThat(page.skipped())
        .isEqualTo(Map.of(BadLine.VALUE, 5, BadLine.NAME, 3, BadLine.LABELS, 4, BadLine.TIME, 2));
    assertThat(page.badLines()).isEqualTo(14);
  }

  @Test
  void doesNotBelieveANumberThatThePageEndsIn() {
    assertThat(read("a 1\nb 12")).isEqualTo(read("a 1\nb 1234"));
    assertThat(read("a 1\nb 12").skipped()).isEqualTo(Map.of(BadLine.UNENDED, 1));
    assertThat(read("a 1\n# EOF").skipped()).isEmpty();
  }

  @Test
  void skipsALineWithTooManyLabelsOrTooLongOnes() {
    StringBuilder many = new StringBuilder("a{");
    for (int i = 0; i <= 64; i++) {
      many.append("l").append(i).append("=\"\",");
    }
    String line = many + "} 1\n";
    String within = line.replace("l64=\"\",", "");
    String text = "x".repeat(4097);
    TextPage page = read(line + within + "a{b=\"" + text + "\"} 1\n" + text + " 1\nc 1\n");
    assertThat(page.skipped()).isEqualTo(Map.of(BadLine.TOO_LONG, 3));
    assertThat(page.samples()).hasSize(2);
    assertThat(page.samples().getFirst().labels()).hasSize(64);
  }

  @Test
  void readsNoMoreThanItsLimits() {
    byte[] lines = "a 1\n".repeat(TextPage.MAX_SAMPLES + 2).getBytes(StandardCharsets.UTF_8);
    TextPage many = TextPage.read(lines);
    assertThat(many.samples()).hasSize(TextPage.MAX_SAMPLES);
    assertThat(many.skipped()).isEqualTo(Map.of(BadLine.REST, 1));
    TextPage none = TextPage.read(lines, sample -> sample.name().equals("b"));
    assertThat(none).isEqualTo(read(""));

    byte[] big = new byte[TextPage.MAX_BYTES + 10];
    Arrays.fill(big, (byte) '1');
    byte[] start = "a 1\nb ".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(start, 0, big, 0, start.length);
    TextPage cut = TextPage.read(big);
    assertThat(cut.samples()).containsExactly(new Sample("a", Map.of(), 1));
    assertThat(cut.skipped()).isEqualTo(Map.of(BadLine.REST, 1));
  }
}

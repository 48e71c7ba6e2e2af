package watchbill.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArgsSketchTest {
  @Test
  void givesThePublishedVectors() throws IOException {
    String page =
        Files.readString(Path.of(System.getProperty("watchbill.root"), "docs/args-sketch.md"));
    int from = page.indexOf("```text\n") + 8;
    List<String> vectors = page.substring(from, page.indexOf("```", from)).lines().toList();
    assertThat(vectors).hasSizeGreaterThan(10);
    for (String vector : vectors) {
      long sketch = sketch(vector.substring(17));
      String text = sketch == ArgsSketch.NONE ? "none            " : ArgsSketch.text(sketch);
      assertThat(text).as(vector).isEqualTo(vector.substring(0, 16));
    }
  }

  @Test
  void formMakesNoDifference() {
    long sketch = sketch("{\"a\":{\"b\":[1,\"x y\"]},\"c\":true}");
    assertThat(sketch("{\"c\":\"true\", \"d\":[], \"a\":{\"b\":[1.0,\" x\\ty\"],\"e\":null}}"))
        .isEqualTo(sketch);
    assertThat(sketch("{\"a\":{\"c\":[1,\"x y\"]},\"c\":true}")).as("a key").isNotEqualTo(sketch);
  }

  @Test
  void aSmallChangeOfALongTextChangesFewBitsAndAnotherTextMany() {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      String text = words(random, 60);
      long sketch = sketch("{\"text\":\"" + text + "\"}");
      assertThat(Long.bitCount(sketch ^ sketch("{\"text\":\"" + text + " end\"}"))).isLessThan(9);
      String other = "{\"text\":\"" + words(random, 60) + "\"}";
      assertThat(Long.bitCount(sketch ^ sketch(other))).isGreaterThan(12);
    }
  }

  @Test
  void anyBytesHaveASketch() {
    Random random = new Random(2);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(40)];
      random.nextBytes(bytes);
      bytes[0] = (byte) "{[\"1tn ".charAt(random.nextInt(7));
      assertThat(ArgsSketch.of(bytes)).isEqualTo(ArgsSketch.of(bytes));
    }
    assertThat(ArgsSketch.of(new byte[0])).isEqualTo(ArgsSketch.NONE);
    assertThat(sketch("[".repeat(100_000))).isNotEqualTo(ArgsSketch.NONE);
    assertThat(sketch("{\"a\":1} {\"a\":1}")).isNotEqualTo(sketch("{\"a\":1}"));
  }

  private static String words(Random random, int count) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < count; i++) {
      words.append(Long.toString(random.nextLong(1L << 30), 36)).append(' ');
    }
    return words.toString();
  }

  private static long sketch(String args) {
    return ArgsSketch.of(args.getBytes(StandardCharsets.UTF_8));
  }
}

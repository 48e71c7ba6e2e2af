package watchbill.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class LineDeflaterTest {
  private final LineDeflater deflater = new LineDeflater();

  private Deflated deflated(byte[] text) {
    return deflater.deflate(text, 0, text.length, 1);
  }

  private void assertSurvives(byte[] text) throws DataFormatException {
    Deflated deflated = deflated(text);
    assertThat(Inflated.of(List.of(deflated))).isEqualTo(text);
    assertThat(deflated.length()).isEqualTo(text.length);
    CRC32 crc = new CRC32();
    crc.update(text);
    assertThat(deflated.crc()).isEqualTo((int) crc.getValue());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Lines of 32 pods.
  private static byte[] lines(int firstPod) {
    StringBuilder lines = new StringBuilder();
    for (int pod = firstPod; pod < firstPod + 32; pod++) {
      lines
          .append("agent_pod_container_restarts_total{tenant=\"tenant-")
          .append(pod / 250)
          .append("\",agent=\"coder-")
          .append(pod)
          .append("\",role=\"coder\",namespace=\"agents\",pod=\"coder-7d9f8c6b5-")
          .append(Integer.toString(Math.floorMod(pod * 0x9E3779B1, 36 * 36 * 36 * 36), 36))
          .append("\",node=\"node-")
          .append(pod * 7 % 200)
          .append("\"} ")
          .append(pod % 11 == 0 ? pod : 0)
          .append('\n');
    }
    return bytes(lines.toString());
  }

  @Test
  void givesBackTheTextsOfWhichItMakesParts() throws DataFormatException {
    assertSurvives(bytes("agent_stuck{tenant=\"a\",agent=\"b\"} 1\n"));
    assertSurvives(lines(0));
    assertSurvives(bytes(""));
  }

  @Test
  void makesNothingOutOfNothing() {
    assertThat(deflated(new byte[0]).bytes()).isEmpty();
  }

  @Test
  void givesBackEveryByte() throws DataFormatException {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
      assertSurvives(new byte[] {(byte) i});
    }
    assertSurvives(all);
  }

  @Test
  void givesBackLinesThatAreLongerThanTheFarthestMatch() throws DataFormatException {
    byte[] line = new byte[40_000];
    new Random(1).nextBytes(line);
    byte[] text = new byte[3 * line.length];
    for (int i = 0; i < 3; i++) {
      System.arraycopy(line, 0, text, i * line.length, line.length);
    }
    assertSurvives(text);
  }

  @Test
  void takesMatchesAtTheFarthestDistanceAndOfTheGreatestLength() throws DataFormatException {
    for (int distance : new int[] {32_767, 32_768, 32_769}) {
      byte[] text = new byte[distance + 600];
      new Random(2).nextBytes(text);
      System.arraycopy(text, 0, text, distance, 600);
      assertSurvives(text);
    }
    byte[] same = new byte[100_000];
    assertSurvives(same);
    assertThat(deflated(same).bytes().length).isLessThan(1_200);
  }

  @Test
  @Tag("property")
  void givesBackAnyTextsInAnyOrder() throws DataFormatException {
    Random random = new Random(3);
    List<Function<Random, byte[]>> kinds =
        List.of(
            LineDeflaterTest::anyBytes,
            LineDeflaterTest::fewBytes,
            LineDeflaterTest::copies,
            r -> lines(r.nextInt(10_000)));
    for (int i = 0; i < 800; i++) {
      List<byte[]> texts = new ArrayList<>();
      for (int k = random.nextInt(5); k >= 0; k--) {
        texts.add(kinds.get(random.nextInt(kinds.size())).apply(random));
      }
      List<Deflated> parts = new ArrayList<>();
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (byte[] text : texts) {
        int before = random.nextInt(20);
        byte[] among = new byte[before + text.length + random.nextInt(20)];
        random.nextBytes(among);
        System.arraycopy(text, 0, among, before, text.length);
        parts.add(deflater.deflate(among, before, before + text.length, 0));
        all.writeBytes(text);
      }
      assertThat(Inflated.of(parts)).as("%d", i).isEqualTo(all.toByteArray());
    }
  }

  @Test
  @Tag("property")
  void makesNoTextMuchLonger() {
    Random random = new Random(4);
    int opening = LineCode.opening().length;
    for (int i = 0; i < 200; i++) {
      byte[] text = anyBytes(random);
      assertThat(deflated(text).bytes().length)
          .isLessThanOrEqualTo(text.length * 13 / 8 + opening + 8);
    }
  }

  private static byte[] anyBytes(Random random) {
    byte[] text = new byte[random.nextInt(1 << random.nextInt(1, 18))];
    random.nextBytes(text);
    return text;
  }

  private static byte[] fewBytes(Random random) {
    byte[] text = anyBytes(random);
    int mask = random.nextInt(8);
    for (int i = 0; i < text.length; i++) {
      text[i] &= (byte) mask;
    }
    return text;
  }

  /// A text that is made of copies of its own parts.
  private static byte[] copies(Random random) {
    byte[] text = anyBytes(random);
    for (int at = 10; at < text.length; ) {
      int from = random.nextInt(at);
      int length = Math.min(random.nextInt(400), Math.min(at - from, text.length - at));
      System.arraycopy(text, from, text, at, length);
      at += length + random.nextInt(20);
    }
    return text;
  }

  @Test
  void neitherEndsNorOpensABlockForLinesOfASource() {
    for (int pod = 0; pod < 3_200; pod += 32) {
      byte[] text = lines(pod);
      assertThat(deflated(text).bytes().length).isCloseTo(tokenBits(text) / 8, within(5));
    }
  }

  private static int tokenBits(byte[] text) {
    LineMatches matches = new LineMatches();
    matches.read(text, 0, text.length);
    return matches.bits();
  }

  @Test
  void isAsSmallAsGzipsDefaultOnBlocksOfLines() {
    List<byte[]> blocks = new ArrayList<>();
    for (int pod = 0; pod < 6_400; pod += 32) {
      blocks.add(lines(pod));
    }
    Collections.shuffle(blocks, new Random(5));
    Deflater theirs = new Deflater(6, true);
    byte[] out = new byte[64 << 10];
    int ourSize = 0;
    int theirSize = 0;
    for (byte[] block : blocks) {
      ourSize += deflated(block).bytes().length;
      theirs.reset();
      theirs.setInput(block);
      theirSize += theirs.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
    }
    theirs.end();
    assertThat(ourSize).isLessThan(theirSize);
  }
}

package watchbill.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.metrics.catalogue.Family;

final class GzipPageTest {
  private final Parts parts = new Parts();
  private final GzipPage page = new GzipPage(new Page(List.of(parts)));

  private static String text(Gzipped scrape) throws IOException {
    return new String(Inflated.of(scrape), StandardCharsets.UTF_8);
  }

  /// Lines that change together.
  private static final class Lines implements Block {
    private String lines;
    private boolean changed = true;
    private @Nullable Deflated kept;
    private int written;

    Lines(String lines) {
      this.lines = lines;
    }

    void set(String newLines) {
      lines = newLines;
      changed = true;
    }

    @Override
    public boolean takeChanged() {
      boolean was = changed;
      changed = false;
      return was;
    }

    @Override
    public int writeLines(ByteSink out) {
      written++;
      if (lines.equals("broken")) {
        throw new IllegalStateException("broken");
      }
      out.write(lines);
      return (int) lines.lines().count();
    }

    @Override
    public @Nullable Deflated kept() {
      return kept;
    }

    @Override
    public void keep(@Nullable Deflated deflated) {
      kept = deflated;
    }

    @Override
    public String toString() {
      return lines;
    }
  }

  /// Blocks, and anything else as loose text.
  private static final class Parts implements ExpositionSource {
    final List<Object> list = new ArrayList<>();

    @Override
    public List<Family<?>> families() {
      return List.of();
    }

    @Override
    public int writeTo(Format format, ByteSink out) {
      list.forEach(part -> out.write(part.toString()));
      return 0;
    }

    @Override
    public int writeTo(Format format, PieceSink out) {
      int samples = 0;
      for (Object part : list) {
        if (part instanceof Block block) {
          samples += out.block(block);
        } else {
          out.text().write(part.toString());
        }
      }
      return samples;
    }
  }

  @Test
  void isTheSameTextAsThePlainPage() throws IOException {
    parts.list.addAll(List.of("# a\n", new Lines("a 1\na 2\n"), new Lines(""), new Lines("a 3\n")));
    Gzipped scrape = page.scrape(Format.TEXT);
    assertThat(text(scrape)).isEqualTo("# a\na 1\na 2\na 3\n");
    assertThat(scrape.length()).isEqualTo(16);
    assertThat(scrape.samples()).isEqualTo(3);
    assertThat(scrape.pieces()).isEqualTo(4);
    assertThat(text(page.scrape(Format.OPEN_METRICS))).isEqualTo("# a\na 1\na 2\na 3\n# EOF\n");
  }

  @Test
  void isAnEmptyTextWhereNothingIsShown() throws IOException {
    assertThat(text(page.scrape(Format.TEXT))).isEmpty();
  }

  @Test
  void compressesAgainOnlyWhatChanged() throws IOException {
    Lines one = new Lines("a 1\n");
    Lines two = new Lines("a 2\n");
    parts.list.addAll(List.of("# a\n", one, two, "# b\n", new Lines("b 1\n")));
    assertThat(page.scrape(Format.TEXT).renewed()).isEqualTo(5);
    assertThat(page.scrape(Format.TEXT).renewed()).isZero();
    two.set("a 3\n");
    Gzipped scrape = page.scrape(Format.TEXT);
    assertThat(text(scrape)).isEqualTo("# a\na 1\na 3\n# b\nb 1\n");
    assertThat(scrape.renewed()).isEqualTo(1);
    assertThat(scrape.samples()).isEqualTo(3);
    assertThat(one.written).isEqualTo(1);
    assertThat(two.written).isEqualTo(2);
  }

  @Test
  void sharesTheBlocksOfBothFormats() throws IOException {
    Lines block = new Lines("a 1\n");
    parts.list.add(block);
    page.scrape(Format.TEXT);
    block.set("a 2\n");
    assertThat(text(page.scrape(Format.OPEN_METRICS))).isEqualTo("a 2\n# EOF\n");
    assertThat(text(page.scrape(Format.TEXT))).isEqualTo("a 2\n");
    assertThat(block.written).isEqualTo(2);
    assertThat(page.scrape(Format.OPEN_METRICS).renewed()).isZero();
  }

  @Test
  void cutsLooseTextSoThatALineThatChangesLeavesTheRest() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      text.append("wait_seconds_bucket{le=\"").append(i).append("\"} 10000\n");
    }
    parts.list.add(text.toString());
    Gzipped first = page.scrape(Format.TEXT);
    assertThat(first.pieces()).isEqualTo(9);
    String changed = text.toString().replace("\"500\"} 10000", "\"500\"} 10001");
    parts.list.set(0, changed);
    Gzipped second = page.scrape(Format.TEXT);
    assertThat(second.renewed()).isEqualTo(1);
    assertThat(text(second)).isEqualTo(changed);
    parts.list.addAll(0, List.of("# x\n", new Lines("x 1\n")));
    Gzipped third = page.scrape(Format.TEXT);
    assertThat(third.renewed()).as("what moved is not new").isEqualTo(2);
    assertThat(text(third)).isEqualTo("# x\nx 1\n" + changed);
  }

  @Test
  void keepsNothingOfABlockThatVanishesAfterAScrapeFailed() {
    Lines gone = new Lines("a 1\n");
    parts.list.addAll(List.of(gone));
    page.scrape(Format.TEXT);
    gone.set("a 2\n");
    parts.list.add(new Lines("broken"));
    assertThatIllegalStateException().isThrownBy(() -> page.scrape(Format.TEXT));
    assertThat(gone.kept()).isNull();
  }

  @Test
  void forgetsNoChangeWhenAScrapeFails() throws IOException {
    Lines good = new Lines("a 1\n");
    Lines bad = new Lines("b 1\n");
    parts.list.addAll(List.of(good, bad));
    page.scrape(Format.TEXT);
    good.set("a 2\n");
    bad.set("broken");
    assertThatIllegalStateException().isThrownBy(() -> page.scrape(Format.TEXT));
    bad.lines = "b 2\n";
    assertThat(text(page.scrape(Format.TEXT))).isEqualTo("a 2\nb 2\n");
    assertThat(page.scrape(Format.TEXT).renewed()).isZero();
  }

  @Test
  void hasNoProtobuf() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> page.scrape(Format.PROTOBUF))
        .withMessageStartingWith("gzip page: want a text format, have ");
  }

  @Test
  @Tag("property")
  void isAlwaysThePlainPageWhateverChangesBetweenScrapes() throws IOException {
    Random random = new Random(6);
    for (int i = 0; i < 400; i++) {
      change(random);
      Format format = random.nextBoolean() ? Format.TEXT : Format.OPEN_METRICS;
      ByteSink plain = new ByteSink(0);
      new Page(List.of(parts)).writeTo(format, plain);
      Gzipped scrape = page.scrape(format);
      assertThat(text(scrape)).as("%d", i).isEqualTo(plain.toString());
      assertThat(scrape.length()).isEqualTo(plain.length());
    }
    Set<Object> all = Collections.newSetFromMap(new IdentityHashMap<>());
    all.addAll(parts.list);
    assertThat(all).hasSizeGreaterThan(50);
  }

  /// Adds, removes, moves or changes some parts.
  private void change(Random random) {
    for (int k = random.nextInt(6); k > 0; k--) {
      int at = random.nextInt(parts.list.size() + 1);
      int what = random.nextInt(10);
      if (what < 4 || at == parts.list.size()) {
        String lines = "a{b=\"" + random.nextInt(100) + "\"} 1\n";
        boolean loose = random.nextInt(4) == 0;
        parts.list.add(at, loose ? lines.repeat(random.nextInt(600)) : new Lines(lines));
      } else if (what < 6) {
        parts.list.add(random.nextInt(parts.list.size()), parts.list.remove(at));
      } else if (what == 6 || parts.list.size() > 1_000) {
        parts.list.remove(at);
      } else if (parts.list.get(at) instanceof Lines block) {
        block.set("a " + random.nextLong() + "\n".repeat(random.nextInt(3)));
      }
    }
  }
}

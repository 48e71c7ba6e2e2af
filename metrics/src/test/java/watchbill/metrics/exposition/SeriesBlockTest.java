package watchbill.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.metrics.catalogue.ActivityFamilies.ACTIVE_SESSIONS;
import static watchbill.metrics.exposition.SeriesTableTest.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import watchbill.metrics.catalogue.AgentLabels;

final class SeriesBlockTest {
  private static final int SERIES = 4 * SeriesBlock.ROWS;
  private static final Deflated KEPT = new Deflated(new byte[0], 0, 0, 0);

  private final SeriesTable<AgentLabels> table = new SeriesTable<>(ACTIVE_SESSIONS);
  private final Map<AgentLabels, Double> values = new HashMap<>();

  @BeforeEach
  void fill() {
    for (int i = 0; i < SERIES; i++) {
      table.series(agent(i)).set(i);
      values.put(agent(i), (double) i);
    }
  }

  @Test
  void writesTheSamePageInBlocksAsInOne() {
    ByteSink page = new ByteSink(0);
    table.writeTo(Format.TEXT, page);
    ByteSink pieces = new ByteSink(0);
    int samples =
        table.writeTo(
            Format.TEXT,
            new PieceSink() {
              @Override
              public int block(Block block) {
                return block.writeLines(pieces);
              }

              @Override
              public ByteSink text() {
                return pieces;
              }
            });
    assertThat(samples).isEqualTo(SERIES);
    assertThat(pieces.toString()).isEqualTo(page.toString());
  }

  @Test
  void writesNoHeaderOfATableWithoutValues() {
    SeriesTable<AgentLabels> empty = new SeriesTable<>(ACTIVE_SESSIONS);
    empty.series(agent(1));
    RecordedPieces out = new RecordedPieces();
    assertThat(empty.writeTo(Format.TEXT, out)).isZero();
    assertThat(out.text().length()).isZero();
  }

  @Test
  void changesOnlyTheBlockOfTheSeriesThatChanged() {
    assertThat(changed()).containsExactly(true, true, true, true);
    assertThat(changed()).containsExactly(false, false, false, false);
    table.series(agent(SeriesBlock.ROWS)).set(-1);
    assertThat(changed()).containsExactly(false, true, false, false);
    table.series(agent(3 * SeriesBlock.ROWS)).clear();
    assertThat(changed()).containsExactly(false, false, false, true);
  }

  @Test
  void changesNothingForAValueThatStays() {
    changed();
    table.series(agent(1)).set(1);
    table.series(agent(2)).add(0);
    table.remove(agent(SERIES));
    assertThat(changed()).containsExactly(false, false, false, false);
  }

  @Test
  void keepsABlockInWhichAReplacedTableIsTheSame() {
    changed();
    List<Block> before = blocks();
    before.forEach(block -> block.keep(KEPT));
    table.replace(values);
    assertThat(blocks()).containsExactlyElementsOf(before);
    assertThat(changed()).containsExactly(false, false, false, false);

    values.put(agent(2 * SeriesBlock.ROWS), -1.0);
    table.replace(values);
    assertThat(changed()).containsExactly(false, false, true, false);
    assertThat(blocks().stream().map(Block::kept)).containsExactly(KEPT, KEPT, null, KEPT);
  }

  @Test
  void putsANewSeriesInThePlaceOfOneThatWent() {
    changed();
    table.remove(agent(SeriesBlock.ROWS + 1));
    assertThat(changed()).containsExactly(false, true, false, false);
    table.series(agent(SERIES)).set(1);
    assertThat(changed()).containsExactly(false, true, false, false);
  }

  @Test
  void putsTheNewSeriesOfAReplacedTableInThePlacesOfThoseThatWent() {
    changed();
    values.remove(agent(1));
    values.put(agent(SERIES), 1.0);
    table.replace(values);
    assertThat(changed()).containsExactly(true, false, false, false);
  }

  @Test
  void isSmallAgainWhenItIsReplacedByFew() {
    table.replace(Map.of(agent(SERIES - 1), 1.0));
    assertThat(blocks()).hasSize(1);
    assertThat(SeriesTableTest.values(table)).containsExactly(1.0);
  }

  @Test
  void tellsAChangeThatComesWhileTheLinesAreWritten() {
    changed();
    Block first = blocks().getFirst();
    table.series(agent(0)).set(100);
    assertThat(first.takeChanged()).isTrue();
    table.series(agent(0)).set(200);
    assertThat(first.takeChanged()).isTrue();
    assertThat(first.takeChanged()).isFalse();
  }

  @Test
  void aScrapeShowsTheSeriesThatWereThereWhenItBegan() {
    int[] block = {0};
    RecordedPieces out =
        new RecordedPieces(() -> {
          if (block[0]++ == 0) {
            table.series(agent(SERIES)).set(SERIES);
            table.remove(agent(SERIES - 1));
            table.series(agent(SERIES + 1)).set(SERIES + 1);
          }
        });
    table.writeTo(Format.TEXT, out);
    assertThat(out.samples().stream().map(Scrape.Sample::value))
        .hasSize(SERIES)
        .contains(SERIES - 1.0)
        .doesNotContain((double) SERIES, SERIES + 1.0);
  }

  private List<Boolean> changed() {
    return blocks().stream().map(Block::takeChanged).toList();
  }

  private List<Block> blocks() {
    RecordedPieces out = new RecordedPieces();
    table.writeTo(Format.TEXT, out);
    return out.blocks();
  }
}

package watchbill.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static watchbill.metrics.catalogue.ActivityFamilies.ACTIVE_SESSIONS;
import static watchbill.metrics.exposition.SeriesTableTest.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import watchbill.metrics.catalogue.AgentLabels;

final class PlainPiecesTest {
  private static final int SERIES = 5_000;

  private final SeriesTable<AgentLabels> table = new SeriesTable<>(ACTIVE_SESSIONS);
  private final Page page = new Page(List.of(table));

  @BeforeEach
  void fill() {
    for (int i = 0; i < SERIES; i++) {
      table.series(agent(i)).set(i);
    }
  }

  @Test
  void writesTheWholePageInChunks() {
    List<Integer> sizes = new ArrayList<>();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PlainPieces pieces =
        new PlainPieces(
            new OutputStream() {
              @Override
              public void write(int one) {
                throw new AssertionError("want chunks");
              }

              @Override
              public void write(byte[] bytes, int from, int length) {
                sizes.add(length);
                written.write(bytes, from, length);
              }
            });
    int samples = page.writeTo(Format.OPEN_METRICS, pieces);
    pieces.end();

    ByteSink whole = new ByteSink(0);
    assertThat(samples).isEqualTo(page.writeTo(Format.OPEN_METRICS, whole)).isEqualTo(SERIES);
    assertThat(written.toByteArray()).isEqualTo(whole.toByteArray());
    assertThat(sizes).hasSizeGreaterThan(3).allMatch(size -> size < 80 << 10);
  }

  @Test
  void endsWithAStreamThatFails() {
    PlainPieces pieces =
        new PlainPieces(
            new OutputStream() {
              @Override
              public void write(int one) throws IOException {
                throw new IOException("reader gone");
              }
            });
    assertThatThrownBy(() -> page.writeTo(Format.TEXT, pieces))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage("reader gone");
  }
}

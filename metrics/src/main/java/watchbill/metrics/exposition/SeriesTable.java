package watchbill.metrics.exposition;

import java.util.Map;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.catalogue.Scalar;

/// All series of one gauge or counter. Safe from any thread; a scrape is never blocked.
///
/// Labels are kept as text that all tables share, values in slots of 8 bytes: a series takes about
/// 25 bytes beside the compressed text that a scrape may keep of its block.
public final class SeriesTable<L extends Record & LabelSet> implements Table {
  private final Scalar<L> family;
  private final Headers headers;
  private final SeriesRows<L> rows;

  /// An empty table.
  public SeriesTable(Scalar<L> family) {
    this.family = family;
    this.headers = new Headers(family);
    this.rows = new SeriesRows<>(new LineText<>(family));
  }

  @Override
  public Scalar<L> family() {
    return family;
  }

  /// How many series there are, set or not.
  public int size() {
    return rows.size();
  }

  /// The series with these labels; made, and not set, when there is none. Good until the series is
  /// removed or the table replaced.
  public Series series(L labels) {
    return rows.series(labels);
  }

  /// Removes the series with these labels, if there is one.
  public void remove(L labels) {
    rows.remove(labels);
  }

  /// Replaces all series by these; a scrape sees all old or all new ones. Series that were given
  /// out before are not part of the table any more.
  public void replace(Map<L, Double> values) {
    rows.replace(values);
  }

  /// Writes the header and all series that are set; nothing when none is.
  @Override
  public int writeTo(Format format, ByteSink out) {
    SeriesRows.Blocks scraped = rows.scraped();
    int start = out.length();
    int samples =
        switch (format) {
          case TextFormat _, OpenMetricsFormat _ -> lines(scraped, headers.in(format), out);
          case ProtobufFormat _ -> metrics(scraped, headers.message(out));
        };
    if (samples == 0) {
      out.truncate(start);
    }
    return samples;
  }

  private static int lines(SeriesRows.Blocks scraped, byte[] header, ByteSink out) {
    out.write(header);
    int samples = 0;
    for (int i = 0; i < scraped.count(); i++) {
      samples += scraped.at(i).writeLines(out);
    }
    return samples;
  }

  private static int metrics(SeriesRows.Blocks scraped, FamilyMessage out) {
    int samples = 0;
    for (int i = 0; i < scraped.count(); i++) {
      samples += scraped.at(i).writeMetrics(out);
    }
    out.close();
    return samples;
  }

  /// Writes the same block by block: from the first that has a sample on, the header before it.
  @Override
  public int writeTo(Format format, PieceSink out) {
    SeriesRows.Blocks scraped = rows.scraped();
    int first = 0;
    while (first < scraped.count() && !scraped.at(first).hasSample()) {
      first++;
    }
    if (first == scraped.count()) {
      return 0;
    }
    out.text().write(headers.in(format));
    int samples = 0;
    for (int i = first; i < scraped.count(); i++) {
      samples += out.block(scraped.at(i));
    }
    return samples;
  }
}

package watchbill.metrics.exposition;

import java.util.Map;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.catalogue.Scalar;

/// All series of one gauge or counter. Safe from any thread; a scrape is never blocked.
public final class SeriesTable<L extends Record & LabelSet> implements Table {
  private final Scalar<L> family;
  private final Rows<L, Series> rows;

  /// An empty table.
  public SeriesTable(Scalar<L> family) {
    this.family = family;
    this.rows =
        new Rows<>(
            family,
            labels -> new Series(family.name(), new SeriesLabels<>(family.labels(), labels)));
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
    return rows.row(labels);
  }

  /// Removes the series with these labels, if there is one. Takes time with the size of the table.
  public void remove(L labels) {
    rows.remove(labels);
  }

  /// Replaces all series by these; a scrape sees all old or all new ones. Series that were given
  /// out before are not part of the table any more.
  public void replace(Map<L, Double> values) {
    rows.replace(values, Series::new);
  }

  /// Writes the header and all series that are set; nothing when none is.
  @Override
  public int writeTo(Format format, ByteSink out) {
    return rows.writeTo(format, out);
  }
}

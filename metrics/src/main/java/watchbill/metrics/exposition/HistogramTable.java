package watchbill.metrics.exposition;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import watchbill.metrics.catalogue.Histogram;
import watchbill.metrics.catalogue.LabelSet;

/// All series of one histogram. The text formats get the classic buckets, one sample for each;
/// protobuf gets one metric with the classic and the native ones. Safe from any thread; a scrape is
/// never blocked.
public final class HistogramTable<L extends Record & LabelSet> implements Table {
  private final Histogram<L> family;
  private final HistogramRows<L> rows;

  /// An empty table.
  public HistogramTable(Histogram<L> family) {
    this.family = family;
    List<byte[]> bounds = bounds(family);
    this.rows = new HistogramRows<>(family, labels -> new HistogramSeries(family, labels, bounds));
  }

  /// What closes the head of each bucket's sample, infinity's at the end.
  private static List<byte[]> bounds(Histogram<?> family) {
    List<Double> all = new ArrayList<>(family.bounds());
    all.add(Double.POSITIVE_INFINITY);
    return all.stream()
        .map(bound ->
            ("le=\"" + UpperBound.text(bound) + "\"} ").getBytes(StandardCharsets.US_ASCII))
        .toList();
  }

  @Override
  public Histogram<L> family() {
    return family;
  }

  /// How many series there are, set or not.
  public int size() {
    return rows.size();
  }

  /// The series with these labels; made, and not set, when there is none. Good until the series is
  /// removed or the table replaced.
  public HistogramSeries series(L labels) {
    return rows.row(labels);
  }

  /// Removes the series with these labels, if there is one. Takes time with the size of the table.
  public void remove(L labels) {
    rows.remove(labels);
  }

  /// Replaces all series by these; a scrape sees all old or all new ones. Series that were given
  /// out before are not part of the table any more.
  public void replace(Map<L, HistogramValue> values) {
    rows.replace(values);
  }

  /// Writes the header and all series that are set; nothing when none is.
  @Override
  public int writeTo(Format format, ByteSink out) {
    return rows.writeTo(format, out);
  }
}

package watchbill.metrics.exposition;

import java.util.List;
import org.jspecify.annotations.Nullable;
import watchbill.metrics.catalogue.Histogram;
import watchbill.metrics.catalogue.LabelSet;

/// One series of a histogram: names and labels as bytes that were made once, and a slot for the
/// value. Safe from any thread. A series that was never set is not written.
public final class HistogramSeries {
  private final Histogram<?> family;
  private final SeriesLabels<?> labels;
  private final List<byte[]> bounds;
  private final byte[] bucketHead;
  private final byte[] sumHead;
  private final byte[] countHead;
  private volatile @Nullable HistogramValue value;

  /// A series that is not set yet.
  ///
  /// @param bounds what closes the head of each bucket's sample
  <L extends Record & LabelSet> HistogramSeries(
      Histogram<L> family, L values, List<byte[]> bounds) {
    var own = new SeriesLabels<>(family.labels(), values);
    this.family = family;
    this.labels = own;
    this.bounds = bounds;
    this.bucketHead = own.headOfMore(family.bucketName());
    this.sumHead = own.head(family.sumName());
    this.countHead = own.head(family.countName());
  }

  /// A series with the bytes of another.
  HistogramSeries(HistogramSeries like, HistogramValue value) {
    this.family = like.family;
    this.labels = like.labels;
    this.bounds = like.bounds;
    this.bucketHead = like.bucketHead;
    this.sumHead = like.sumHead;
    this.countHead = like.countHead;
    set(value);
  }

  /// Sets the value. A scrape sees the old or the new one, never a mixture.
  ///
  /// @throws IllegalArgumentException when it does not have the family's classic buckets
  public void set(HistogramValue next) {
    if (next.cumulative().size() != family.bounds().size()) {
      throw new IllegalArgumentException(
          "%s: want a count for each of %d bounds, have %d"
              .formatted(family.name(), family.bounds().size(), next.cumulative().size()));
    }
    value = next;
  }

  /// Forgets the value: it is unknown, and unknown is not zero.
  public void clear() {
    value = null;
  }

  /// Whether it has a value.
  public boolean isSet() {
    return value != null;
  }

  /// Writes its lines; gives how many. None when it has no value.
  int writeLines(ByteSink out) {
    var now = value;
    if (now == null) {
      return 0;
    }
    for (int i = 0; i < bounds.size(); i++) {
      out.write(bucketHead);
      out.write(bounds.get(i));
      line(i < bounds.size() - 1 ? now.cumulative().get(i) : now.count(), out);
    }
    out.write(sumHead);
    SampleValue.write(now.sum(), out);
    out.write('\n');
    out.write(countHead);
    line(now.count(), out);
    return bounds.size() + 2;
  }

  private static void line(long count, ByteSink out) {
    out.writeDecimal(count);
    out.write('\n');
  }

  /// Writes its metric; gives how many: 1, or 0 when it has no value.
  int writeMetric(FamilyMessage out) {
    var now = value;
    if (now == null) {
      return 0;
    }
    out.begin();
    out.raw(labels.fields());
    int histogram = out.beginValue(now.count(), now.sum());
    for (int i = 0; i < now.cumulative().size(); i++) {
      out.bucket(family.bounds().get(i), now.cumulative().get(i));
    }
    NativeBuckets own = now.buckets();
    out.nativeForm(own.schema(), Histogram.ZERO_THRESHOLD, own.zeros());
    out.buckets(FamilyMessage.Sign.POSITIVE, own.counts());
    out.endValue(histogram);
    out.end();
    return 1;
  }
}

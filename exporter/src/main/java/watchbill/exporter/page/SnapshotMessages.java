package watchbill.exporter.page;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DistributionDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import io.prometheus.metrics.model.snapshots.SnapshotEscaper;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.FamilyMessage;

/// client_java's snapshots in Prometheus' protobuf format, by the names that they have as text.
/// client_java's own writer would bring its protobuf library along, 2 MB for this. Exemplars and
/// the times at which series were made are left out, as in the text format.
final class SnapshotMessages {
  private final ByteSink out;
  private int metrics;

  private SnapshotMessages(ByteSink out) {
    this.out = out;
  }

  /// Writes the snapshots; gives the number of metrics.
  static int write(Iterable<MetricSnapshot> snapshots, ByteSink out) {
    var messages = new SnapshotMessages(out);
    for (MetricSnapshot snapshot : snapshots) {
      if (!snapshot.getDataPoints().isEmpty()) {
        messages.family(SnapshotEscaper.escapeMetricSnapshot(snapshot, EscapingScheme.DEFAULT));
      }
    }
    return messages.metrics;
  }

  private void family(MetricSnapshot snapshot) {
    switch (snapshot) {
      case CounterSnapshot counter ->
          family(
              counter,
              "_total",
              FamilyMessage.Type.COUNTER,
              counter.getDataPoints(),
              (out, point) -> out.number(point.getValue()));
      case GaugeSnapshot gauge ->
          family(
              gauge,
              "",
              FamilyMessage.Type.GAUGE,
              gauge.getDataPoints(),
              (out, point) -> out.number(point.getValue()));
      case UnknownSnapshot unknown ->
          family(
              unknown,
              "",
              FamilyMessage.Type.UNTYPED,
              unknown.getDataPoints(),
              (out, point) -> out.number(point.getValue()));
      case InfoSnapshot info ->
          family(
              info,
              "_info",
              FamilyMessage.Type.GAUGE,
              info.getDataPoints(),
              (out, _) -> out.number(1));
      case StateSetSnapshot states -> states(states);
      case SummarySnapshot summary ->
          family(
              summary,
              "",
              FamilyMessage.Type.SUMMARY,
              summary.getDataPoints(),
              SnapshotMessages::summary);
      case HistogramSnapshot histogram ->
          family(
              histogram,
              "",
              histogram.isGaugeHistogram()
                  ? FamilyMessage.Type.GAUGE_HISTOGRAM
                  : FamilyMessage.Type.HISTOGRAM,
              histogram.getDataPoints(),
              SnapshotMessages::histogram);
      default -> throw new IllegalStateException("no such snapshot: " + snapshot.getClass());
    }
  }

  private <P extends DataPointSnapshot> void family(
      MetricSnapshot snapshot,
      String suffix,
      FamilyMessage.Type type,
      List<P> points,
      BiConsumer<FamilyMessage, P> value) {
    FamilyMessage family = open(snapshot, suffix, type);
    for (P point : points) {
      begin(family, point);
      value.accept(family, point);
      family.end();
      metrics++;
    }
    family.close();
  }

  private void states(StateSetSnapshot snapshot) {
    FamilyMessage family = open(snapshot, "", FamilyMessage.Type.GAUGE);
    for (StateSetSnapshot.StateSetDataPointSnapshot point : snapshot.getDataPoints()) {
      for (StateSetSnapshot.State state : point) {
        begin(family, point);
        family.label(name(snapshot), state.getName());
        family.number(state.isTrue() ? 1 : 0);
        family.end();
        metrics++;
      }
    }
    family.close();
  }

  private FamilyMessage open(MetricSnapshot snapshot, String suffix, FamilyMessage.Type type) {
    String help = snapshot.getMetadata().getHelp();
    return new FamilyMessage(out, name(snapshot) + suffix, help == null ? "" : help, type);
  }

  private static String name(MetricSnapshot snapshot) {
    return SnapshotEscaper.getMetadataName(snapshot.getMetadata(), EscapingScheme.DEFAULT);
  }

  private static void begin(FamilyMessage family, DataPointSnapshot point) {
    family.begin();
    Labels labels = point.getLabels();
    for (int i = 0; i < labels.size(); i++) {
      family.label(labels.getPrometheusName(i), labels.getValue(i));
    }
    if (point.hasScrapeTimestamp()) {
      family.timestamp(point.getScrapeTimestampMillis());
    }
  }

  private static int beginValue(FamilyMessage message, DistributionDataPointSnapshot point) {
    return message.beginValue(
        point.hasCount() ? point.getCount() : 0, point.hasSum() ? point.getSum() : Double.NaN);
  }

  private static void summary(FamilyMessage message, SummaryDataPointSnapshot point) {
    int summary = beginValue(message, point);
    point.getQuantiles().forEach(q -> message.quantile(q.getQuantile(), q.getValue()));
    message.endValue(summary);
  }

  private static void histogram(FamilyMessage message, HistogramDataPointSnapshot point) {
    int histogram = beginValue(message, point);
    if (point.hasClassicHistogramData()) {
      ClassicHistogramBuckets buckets = point.getClassicBuckets();
      long cumulative = 0;
      for (int i = 0; i < buckets.size(); i++) {
        cumulative += buckets.getCount(i);
        message.bucket(buckets.getUpperBound(i), cumulative);
      }
    }
    if (point.hasNativeHistogramData()) {
      message.nativeForm(
          point.getNativeSchema(), point.getNativeZeroThreshold(), point.getNativeZeroCount());
      message.buckets(
          FamilyMessage.Sign.POSITIVE, counts(point.getNativeBucketsForPositiveValues()));
      message.buckets(
          FamilyMessage.Sign.NEGATIVE, counts(point.getNativeBucketsForNegativeValues()));
    }
    message.endValue(histogram);
  }

  private static SortedMap<Integer, Long> counts(NativeHistogramBuckets buckets) {
    var counts = new TreeMap<Integer, Long>();
    buckets.forEach(bucket -> counts.put(bucket.getBucketIndex(), bucket.getCount()));
    return counts;
  }
}

package watchbill.metrics.catalogue;

import java.util.List;
import java.util.stream.DoubleStream;

/// How often values of each size were seen, in two forms at once: classic buckets with fixed upper
/// bounds, which every scraper reads, and a native histogram, whose buckets grow by a fixed factor,
/// for who scrapes in protobuf (<https://prometheus.io/docs/specs/native_histograms/>). Values are
/// 0 or more. Making one with a name or bounds that break the house's rules throws an
/// [IllegalArgumentException].
///
/// @param bounds the inclusive upper bounds of the classic buckets, ascending, without infinity
public record Histogram<L extends Record & LabelSet>(
    String name, Unit unit, Labels<L> labels, String help, Origin origin, List<Double> bounds)
    implements Family<L> {
  /// The resolution of the native form as Prometheus numbers it: a bucket's upper bound is
  /// `2^(2^-3)` times the one below, 9 % more.
  public static final int FINEST_SCHEMA = 3;

  /// The most buckets of a native series; one that needs more has its resolution halved. 160 at the
  /// finest schema span a factor of a million.
  public static final int MOST_BUCKETS = 160;

  /// Values up to this count as zero in the native form
  /// (<https://pkg.go.dev/github.com/prometheus/client_golang/prometheus#pkg-constants>).
  public static final double ZERO_THRESHOLD = 0x1p-128;

  public Histogram {
    FamilyName.check(name, unit, help, origin, false);
    for (String suffix : List.of("_bucket", "_sum", "_count", "_total")) {
      if (name.endsWith(suffix)) {
        throw new IllegalArgumentException(
            "family name: want no " + suffix + " of a histogram's samples, have " + name);
      }
    }
    bounds = List.copyOf(bounds);
    if (bounds.isEmpty() || !ascendAboveZero(bounds)) {
      throw new IllegalArgumentException(
          name + ": want finite upper bounds above 0 that ascend, have " + bounds);
    }
  }

  /// A histogram of ours; `from` says what its values are read from.
  public static <L extends Record & LabelSet> Histogram<L> ours(
      String name, Unit unit, Labels<L> labels, String help, String from, double... bounds) {
    var list = DoubleStream.of(bounds).boxed().toList();
    return new Histogram<>(name, unit, labels, help, new Origin.Ours(from), list);
  }

  @Override
  public String type() {
    return "histogram";
  }

  /// The name of the samples that count the values of each classic bucket and all below it.
  public String bucketName() {
    return name + "_bucket";
  }

  /// The name of the sample that is the sum of all values.
  public String sumName() {
    return name + "_sum";
  }

  /// The name of the sample that counts all values.
  public String countName() {
    return name + "_count";
  }

  private static boolean ascendAboveZero(List<Double> bounds) {
    double below = 0;
    for (double bound : bounds) {
      if (!(bound > below) || Double.isInfinite(bound)) {
        return false;
      }
      below = bound;
    }
    return true;
  }
}

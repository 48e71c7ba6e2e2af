package watchbill.metrics.exposition;

import java.util.Map;
import java.util.SortedMap;

/// A `MetricFamily` of Prometheus' protobuf format while it is written: made with its header, then
/// its metrics, each from [#begin] to [#end], then [#close]. For one thread.
///
/// Names and numbers of the fields:
/// <https://github.com/prometheus/client_model/blob/master/io/prometheus/client/metrics.proto>.
public final class FamilyMessage {
  /// A family's type. The number of its kind of value is that of the field in `Metric`.
  public enum Type {
    COUNTER(0, 3),
    GAUGE(1, 2),
    SUMMARY(2, 4),
    UNTYPED(3, 5),
    HISTOGRAM(4, 7),
    GAUGE_HISTOGRAM(5, 7);

    private final int number;
    private final int valueField;

    Type(int number, int valueField) {
      this.number = number;
      this.valueField = valueField;
    }
  }

  /// The sign of a native histogram's buckets: the fields of their spans and their counts.
  public enum Sign {
    NEGATIVE(9, 10),
    POSITIVE(12, 13);

    private final int spanField;
    private final int deltaField;

    Sign(int spanField, int deltaField) {
      this.spanField = spanField;
      this.deltaField = deltaField;
    }
  }

  private final ProtobufWriter out;
  private final int start;
  private final Type type;
  private int metric;

  /// A family that begins at the end of `sink`.
  public FamilyMessage(ByteSink sink, String name, String help, Type type) {
    this(sink, type);
    out.text(1, name);
    out.text(2, help);
    out.unsigned(3, type.number);
  }

  /// A family that begins at the end of `sink`, without a header.
  FamilyMessage(ByteSink sink, Type type) {
    this.out = new ProtobufWriter(sink);
    this.start = sink.length();
    this.type = type;
  }

  /// Begins a metric, which is a series.
  public void begin() {
    metric = out.begin(4);
  }

  /// Ends the metric.
  public void end() {
    out.end(metric);
  }

  /// Adds a label to the metric.
  public void label(String name, String value) {
    int label = out.begin(1);
    out.text(1, name);
    out.text(2, value);
    out.end(label);
  }

  /// Adds fields that were written before.
  void raw(byte[] fields) {
    out.raw(fields);
  }

  /// Gives the metric the time of its sample, milliseconds since the epoch.
  public void timestamp(long millis) {
    out.unsigned(6, millis);
  }

  /// Gives the metric its value, of a type that is one number.
  public void number(double number) {
    int value = out.begin(type.valueField);
    out.number(1, number);
    out.end(value);
  }

  /// Begins the metric's value, of a type that has a count and a sum; gives what [#endValue] asks
  /// for.
  public int beginValue(long count, double sum) {
    int value = out.begin(type.valueField);
    out.unsigned(1, count);
    out.number(2, sum);
    return value;
  }

  /// Ends what [#beginValue] began.
  public void endValue(int value) {
    out.end(value);
  }

  /// Adds a summary's quantile.
  public void quantile(double quantile, double number) {
    int part = out.begin(3);
    out.number(1, quantile);
    out.number(2, number);
    out.end(part);
  }

  /// Adds a histogram's classic bucket; they come ascending, that of infinity may be left out.
  ///
  /// @param count of all values that are at most `bound`
  public void bucket(double bound, long count) {
    int bucket = out.begin(3);
    out.unsigned(1, count);
    out.number(2, bound);
    out.end(bucket);
  }

  /// Adds what a native histogram has besides its [#buckets]. A scraper takes a histogram for a
  /// native one when the threshold is above 0.
  public void nativeForm(int schema, double zeroThreshold, long zeros) {
    out.signed(5, schema);
    out.number(6, zeroThreshold);
    out.unsigned(7, zeros);
  }

  /// Adds a native histogram's buckets of one sign: neighbours as a span, counts as differences.
  ///
  /// @param counts by index
  public void buckets(Sign sign, SortedMap<Integer, Long> counts) {
    int next = 0;
    int length = 0;
    int offset = 0;
    for (int index : counts.keySet()) {
      if (length > 0 && index != next) {
        span(sign, offset, length);
        length = 0;
      }
      if (length == 0) {
        offset = index - next;
      }
      length++;
      next = index + 1;
    }
    span(sign, offset, length);
    int deltas = out.begin(sign.deltaField);
    long before = 0;
    for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
      out.zigzag(bucket.getValue() - before);
      before = bucket.getValue();
    }
    out.end(deltas);
  }

  private void span(Sign sign, int offset, int length) {
    if (length > 0) {
      int span = out.begin(sign.spanField);
      out.signed(1, offset);
      out.unsigned(2, length);
      out.end(span);
    }
  }

  /// Ends the family: puts its length before it.
  public void close() {
    out.end(start);
  }
}

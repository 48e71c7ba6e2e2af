package watchbill.metrics.decoded;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One series of a scrape in protobuf
/// (<https://github.com/prometheus/client_model/blob/master/io/prometheus/client/metrics.proto>).
///
/// @param type of its family, as the format numbers it
/// @param value the message that holds its value
public record ReadMetric(
    String family, String help, long type, Map<String, String> labels, Message value) {
  private static final int[] VALUE_FIELD = {3, 2, 4, 5, 7, 7};

  /// All series of a scrape.
  public static List<ReadMetric> all(byte[] scrape) {
    var metrics = new ArrayList<ReadMetric>();
    for (Message family : Message.delimited(scrape)) {
      for (Message metric : family.messages(4)) {
        var labels = new LinkedHashMap<String, String>();
        metric.messages(1).forEach(label -> labels.put(label.text(1), label.text(2)));
        long type = family.unsigned(3);
        Message value = metric.message(VALUE_FIELD[(int) type]);
        metrics.add(new ReadMetric(family.text(1), family.text(2), type, labels, value));
      }
    }
    return metrics;
  }

  /// A native histogram's counts by index.
  public Map<Integer, Long> buckets(int spanField, int deltaField) {
    var counts = new TreeMap<Integer, Long>();
    var deltas = value.packedSigned(deltaField).iterator();
    int index = 0;
    long count = 0;
    for (Message span : value.messages(spanField)) {
      index += (int) span.signed(1);
      for (long i = 0; i < span.unsigned(2); i++, index++) {
        count += deltas.next();
        counts.put(index, count);
      }
    }
    if (deltas.hasNext()) {
      throw new AssertionError("more deltas than buckets");
    }
    return counts;
  }

  /// A histogram's classic counts by upper bound.
  public Map<Double, Long> classic() {
    var counts = new LinkedHashMap<Double, Long>();
    value.messages(3).forEach(bucket -> counts.put(bucket.number(2), bucket.unsigned(1)));
    return counts;
  }
}

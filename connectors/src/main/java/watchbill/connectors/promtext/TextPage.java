package watchbill.connectors.promtext;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What was read of another exporter's page in Prometheus' text format 0.0.4 or in OpenMetrics
/// (<https://prometheus.io/docs/instrumenting/exposition_formats/>,
/// <https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md>).
///
/// A line that is not as it should be is skipped and counted, and spoils no other. A quotation mark
/// in a label's value that was not escaped is taken as a part of it where no comma and no brace
/// follows. Times and exemplars are not kept, nor are help and type.
///
/// @param samples those that were wanted, in the page's order
/// @param skipped how many lines were skipped, by why
public record TextPage(List<Sample> samples, Map<BadLine, Integer> skipped) {
  /// More of a page is not read.
  public static final int MAX_BYTES = 16 << 20;

  /// More samples are not kept.
  public static final int MAX_SAMPLES = 250_000;

  public TextPage {
    samples = List.copyOf(samples);
    skipped = Map.copyOf(skipped);
  }

  /// Reads a page of any bytes.
  public static TextPage read(byte[] page) {
    return read(page, _ -> true);
  }

  /// Reads a page of any bytes, and keeps some of its samples; all lines are checked.
  public static TextPage read(byte[] page, Predicate<Sample> kept) {
    List<Sample> samples = new ArrayList<>();
    Map<BadLine, Integer> skipped = new EnumMap<>(BadLine.class);
    SampleReader reader = new SampleReader(page);
    int length = Math.min(page.length, MAX_BYTES);
    int start = 0;
    while (start < length) {
      int end = lineEnd(page, start, length);
      Line line = reader.read(start, end);
      if (end == length && !(line instanceof Line.Empty)) {
        line = Line.Bad.of(page.length > length ? BadLine.REST : BadLine.UNENDED);
      } else if (line instanceof Line.Read(Sample sample) && kept.test(sample)) {
        if (samples.size() == MAX_SAMPLES) {
          line = Line.Bad.of(BadLine.REST);
        } else {
          samples.add(sample);
        }
      }
      if (line instanceof Line.Bad(BadLine why)) {
        skipped.merge(why, 1, Integer::sum);
      }
      start = line.isLast() ? length : end + 1;
    }
    return new TextPage(samples, skipped);
  }

  /// The samples of one metric.
  public List<Sample> named(String name) {
    return samples.stream().filter(sample -> sample.name().equals(name)).toList();
  }

  /// How many lines were skipped.
  public int badLines() {
    return skipped.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static int lineEnd(byte[] page, int start, int length) {
    int end = start;
    while (end < length && page[end] != '\n') {
      end++;
    }
    return end;
  }
}

package watchbill.benchmarks;

import java.util.List;

/// What a number of operations took of the thread that did them.
///
/// @param cpuNanos processor time, in nanoseconds
/// @param bytes allocated memory
public record Measurement(long cpuNanos, long bytes, long operations) {
  /// Nanoseconds of processor time an operation.
  public double nanosAnOperation() {
    return (double) cpuNanos / operations;
  }

  /// Bytes allocated an operation.
  public double bytesAnOperation() {
    return (double) bytes / operations;
  }

  /// The middle value; between two middle ones, their mean. Wants at least one.
  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}

package watchbill.metrics.promql;

/// Number constants as PromQL reads them.
final class PromNumber {
  private PromNumber() {}

  static String text(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("query: want a finite number, have " + value);
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}

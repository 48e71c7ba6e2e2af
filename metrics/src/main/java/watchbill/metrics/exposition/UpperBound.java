package watchbill.metrics.exposition;

import java.math.BigDecimal;

/// How a classic bucket's upper bound is written. The text is a label, so every format must write
/// the same: OpenMetrics' canonical form, to which Prometheus 3 brings all others
/// (<https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md#considerations-canonical-numbers>).
final class UpperBound {
  private UpperBound() {}

  /// The shortest digits that give the number; a power of ten below 0.0001 and from 1e+06 on.
  static String text(double bound) {
    if (Double.isInfinite(bound)) {
      return "+Inf";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(bound)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      String plain = shortest.toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String mantissa = shortest.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}

package watchbill.exporter.agents;

import java.math.BigDecimal;

/// Pico-dollars as dollars.
public final class Dollars {
  private static final double PICO = 1e12;
  private static final int PICO_DIGITS = 12;
  private static final long EXACT = 1L << 53;

  private Dollars() {}

  /// The double that is nearest to this exact amount. Up to 2^53 both operands of the division are
  /// exact, and IEEE 754 rounds its result once; beyond, decimals do.
  public static double ofPico(long picoUsd) {
    return Math.abs(picoUsd) <= EXACT
        ? (double) picoUsd / PICO
        : BigDecimal.valueOf(picoUsd, PICO_DIGITS).doubleValue();
  }
}

package watchbill.core.money;

import watchbill.core.Usage;

/// What was spent in a period of the calendar so far.
///
/// @param beginMillis when the period began, in milliseconds since the epoch; 0 when nothing was
///   spent in any yet
/// @param endMillis when it ends
public record ToDate(long beginMillis, long endMillis, long picoUsd, long tokens) {
  /// Nothing was ever spent.
  public static final ToDate NONE = new ToDate(0, 0, 0, 0);

  /// Whether a moment lies in the period.
  boolean holds(long atMillis) {
    return atMillis >= beginMillis && atMillis < endMillis;
  }

  /// With so much more.
  ToDate plus(long morePicoUsd, long moreTokens) {
    return new ToDate(
        beginMillis, endMillis, PicoUsd.plus(picoUsd, morePicoUsd), Usage.sum(tokens, moreTokens));
  }
}

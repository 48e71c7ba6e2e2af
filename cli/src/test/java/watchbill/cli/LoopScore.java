package watchbill.cli;

import java.util.Locale;

/// How often a reading and people agree.
///
/// @param right what both call a repetition
/// @param wrong what the reading alone does
/// @param missed what people alone do
record LoopScore(int right, int wrong, int missed) {
  static final LoopScore NONE = new LoopScore(0, 0, 0);

  LoopScore plus(boolean found, boolean labelled) {
    return new LoopScore(
        right + (found && labelled ? 1 : 0),
        wrong + (found && !labelled ? 1 : 0),
        missed + (!found && labelled ? 1 : 0));
  }

  LoopScore plus(LoopScore other) {
    return new LoopScore(right + other.right, wrong + other.wrong, missed + other.missed);
  }

  LoopScore minus(LoopScore other) {
    return new LoopScore(right - other.right, wrong - other.wrong, missed - other.missed);
  }

  double f1() {
    return right == 0 ? 0 : 2.0 * right / (2 * right + wrong + missed);
  }

  /// Counts, precision, recall and F1, as cells of a table.
  String cells() {
    return String.format(
        Locale.ROOT,
        "%d | %d | %d | %s | %s | %s",
        right,
        wrong,
        missed,
        share(right, right + wrong),
        share(right, right + missed),
        right + missed == 0 ? "-" : String.format(Locale.ROOT, "%.3f", f1()));
  }

  private static String share(int part, int whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.3f", (double) part / whole);
  }
}

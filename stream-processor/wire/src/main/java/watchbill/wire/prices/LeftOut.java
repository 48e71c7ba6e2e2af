package watchbill.wire.prices;

import java.util.SortedMap;
import java.util.TreeMap;

/// What of another program's price file is not taken, counted by reason.
final class LeftOut {
  private final SortedMap<String, Integer> reasons = new TreeMap<>();

  /// Why one row cannot be taken exactly.
  static final class Reason extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String why;

    /// @param why what such rows are, in the plural
    Reason(String why) {
      super(why, null, false, false);
      this.why = why;
    }

    String why() {
      return why;
    }
  }

  void count(String reason) {
    reasons.merge(reason, 1, Integer::sum);
  }

  SortedMap<String, Integer> reasons() {
    return reasons;
  }
}

package watchbill.core.rules;

import watchbill.core.AgentEvent.ToolFinished;

/// How a tool call repeats the one before it. It looks at what was asked, and at the results only
/// where both failed. `docs/loop-detection.md` says how often people agree with it.
public enum Repetition {
  /// It does not, as far as fingerprints show.
  NONE,
  /// The same tool with the same arguments.
  EXACT,
  /// The same tool with arguments that differ in form only: their sketches are equal.
  IN_FORM,
  /// The call before failed, and nearly the same is tried again and fails too, otherwise. Where it
  /// fails with the very same text, that text is often the tool's only one ("tests failed"), and
  /// says nothing of whether something else was tried.
  RETRY;

  /// In how many of 64 bits the sketches of nearly the same arguments differ at most. Those of
  /// unlike ones differ in 32 on average, and hardly ever in fewer than 16.
  static final int NEAR_BITS = 8;

  /// How `now` repeats `before`, the call of the same agent that came back before it.
  public static Repetition of(ToolFinished before, ToolFinished now) {
    return of(RecentCall.of(before, 0), RecentCall.of(now, 0), NEAR_BITS);
  }

  /// As [#of], with another measure of nearness in the place of 8 bits, for those who look for the
  /// best one.
  public static Repetition within(int bits, ToolFinished before, ToolFinished now) {
    return of(RecentCall.of(before, 0), RecentCall.of(now, 0), bits);
  }

  static Repetition of(RecentCall before, RecentCall now) {
    return of(before, now, NEAR_BITS);
  }

  private static Repetition of(RecentCall before, RecentCall now, int nearBits) {
    if (!before.isTold() || !now.isTold() || !before.tool().equals(now.tool())) {
      return NONE;
    }
    if (before.args() == now.args()) {
      return EXACT;
    }
    if (before.sketch() == 0 || now.sketch() == 0) {
      return NONE;
    }
    int bits = Long.bitCount(before.sketch() ^ now.sketch());
    if (bits == 0) {
      return IN_FORM;
    }
    boolean bothFailed = before.failed() && now.failed() && before.result() != now.result();
    return bothFailed && bits <= nearBits ? RETRY : NONE;
  }
}

package watchbill.cli.explain;

import org.jspecify.annotations.Nullable;
import watchbill.core.AgentActivity;
import watchbill.core.AgentKey;
import watchbill.core.money.ToDate;

/// How one agent stands, in a list of many. Immutable.
///
/// @param activity what it is doing; null when that was never told
/// @param sinceMillis since when, in milliseconds since the epoch
/// @param sinceBefore whether it did so before this process began, so that it is older than that
/// @param charge what stands against it; null when nothing
/// @param day what it has spent in the day of its tenant in which it spent last
/// @param picoUsdOfLate what it has spent since [Burn#beganMillis]
public record Standing(
    AgentKey agent,
    String role,
    @Nullable AgentActivity activity,
    long sinceMillis,
    boolean sinceBefore,
    @Nullable Charge charge,
    ToDate day,
    long picoUsdOfLate) {
  /// 0 for one that is stuck, 1 for one that is suspect, 2 for all others.
  public int rank() {
    return charge == null ? 2 : charge.stuck() ? 0 : 1;
  }

  /// Its spend of the day in which a moment lies.
  public ToDate today(long nowMillis) {
    return nowMillis < day.endMillis() ? day : ToDate.NONE;
  }
}

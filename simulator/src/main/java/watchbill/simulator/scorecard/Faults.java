package watchbill.simulator.scorecard;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import watchbill.simulator.FleetPlan;
import watchbill.simulator.story.Duplicates;

/// What goes wrong on the way from the agents to the watcher.
///
/// @param seed what the faults are drawn from
/// @param latePerMille of a thousand events, how many overtake others: they come up to five seconds
///   late, and those of the same agent that follow do not wait
/// @param wrongClocksPerMille of a thousand agents, how many have a clock that jumps by an hour,
///   forward or back, and some time later back again
/// @param outages in the order of time, not overlapping
public record Faults(long seed, int latePerMille, int wrongClocksPerMille, List<Outage> outages) {
  private static final long MINUTE_MILLIS = 60_000;

  public Faults {
    outages = List.copyOf(outages);
  }

  /// The faults that are tried, alone and together.
  public enum Mode {
    NONE,
    SOURCE_OUTAGES,
    CLOCK_JUMPS,
    OUT_OF_ORDER,
    DUPLICATES,
    ALL;

    /// Faults of this kind for a fleet, drawn from its seed.
    public Faults of(FleetPlan plan) {
      boolean all = this == ALL;
      return new Faults(
          plan.seed(),
          all || this == OUT_OF_ORDER ? 20 : 0,
          all || this == CLOCK_JUMPS ? 500 : 0,
          all || this == SOURCE_OUTAGES ? drawOutages(plan) : List.of());
    }

    /// The fleet as it has to be for this kind.
    public FleetPlan planFor(FleetPlan plan) {
      return this == ALL || this == DUPLICATES
          ? plan.with(new Duplicates(200, 820, 250))
          : plan.with(new Duplicates(0, 820, 250));
    }
  }

  /// The same faults with these outages.
  public Faults with(List<Outage> newOutages) {
    return new Faults(seed, latePerMille, wrongClocksPerMille, newOutages);
  }

  /// When somebody silent since `sinceMillis` has been silent for `limitMillis` in which he could
  /// have been heard, as far as the watcher knows.
  long after(long sinceMillis, long limitMillis) {
    long at = sinceMillis;
    long left = limitMillis;
    for (Outage outage : outages) {
      long end = outage.excusedUntilMillis();
      if (left > 0 && outage.isKnown() && end > at) {
        long heard = Math.max(0, outage.fromMillis() - at);
        if (left <= heard) {
          break;
        }
        left -= heard;
        at = end;
      }
    }
    return at + left;
  }

  /// An outage of up to six minutes in every forty.
  private static List<Outage> drawOutages(FleetPlan plan) {
    SplittableRandom random = new SplittableRandom(plan.seed() * 31 + 7);
    List<Outage> outages = new ArrayList<>();
    long start = plan.start().toEpochMilli();
    long end = start + plan.length().toMillis();
    for (long from = start + random.nextLong(MINUTE_MILLIS, 30 * MINUTE_MILLIS);
        from < end - 15 * MINUTE_MILLIS;
        from += random.nextLong(30 * MINUTE_MILLIS, 50 * MINUTE_MILLIS)) {
      outages.add(
          new Outage(
              random.nextBoolean() ? Outage.Kind.WATCHER_CUT_OFF : Outage.Kind.STREAM_DOWN,
              from,
              from + random.nextLong(5_000, 6 * MINUTE_MILLIS)));
    }
    return outages;
  }
}

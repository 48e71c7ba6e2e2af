package watchbill.core.state;

import watchbill.core.money.Cost;
import watchbill.core.money.Distribution;
import watchbill.core.money.SpendStanding;
import watchbill.core.money.ToDate;
import watchbill.core.money.Use;
import watchbill.core.money.Uses;

/// The byte form of amounts of money.
public final class SpendForm {
  private SpendForm() {}

  /// Writes a cost.
  public static void save(Cost cost, StateOutput out) {
    out.number(cost.input());
    out.number(cost.output());
    out.number(cost.cacheRead());
    out.number(cost.cacheWrite5m());
    out.number(cost.cacheWrite1h());
    out.number(cost.serverTools());
  }

  /// Reads a cost.
  public static Cost restoreCost(StateInput in) {
    return new Cost(in.number(), in.number(), in.number(), in.number(), in.number(), in.number());
  }

  /// Writes what dollars were spent for.
  public static void save(Uses uses, StateOutput out) {
    for (Use use : Use.values()) {
      if (uses.of(use) != 0) {
        out.name(use);
        out.number(uses.of(use));
      }
    }
    out.name(null);
  }

  /// Reads what dollars were spent for.
  public static Uses restoreUses(StateInput in) {
    Uses uses = Uses.NONE;
    for (Use use = in.name(Use.class); use != null; use = in.name(Use.class)) {
      uses = uses.plus(use, in.number());
    }
    return uses;
  }

  /// Writes where spend stands.
  public static void save(SpendStanding standing, StateOutput out) {
    save(standing.uses(), out);
    save(standing.day(), out);
    save(standing.week(), out);
    save(standing.month(), out);
  }

  /// Reads where spend stands.
  public static SpendStanding restoreStanding(StateInput in) {
    return new SpendStanding(restoreUses(in), toDate(in), toDate(in), toDate(in));
  }

  /// Writes a distribution.
  public static void save(Distribution values, StateOutput out) {
    int[] buckets = values.buckets();
    long[] counts = values.counts();
    out.number(values.sum());
    out.number(values.zeros());
    out.number(buckets.length);
    for (int i = 0; i < buckets.length; i++) {
      out.number(buckets[i]);
      out.number(counts[i]);
    }
  }

  /// Reads a distribution.
  public static Distribution restoreDistribution(StateInput in) {
    long sum = in.number();
    long zeros = in.number();
    int[] buckets = new int[in.count()];
    long[] counts = new long[buckets.length];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = (int) in.number();
      counts[i] = in.number();
    }
    return Distribution.of(sum, zeros, buckets, counts);
  }

  private static void save(ToDate toDate, StateOutput out) {
    out.number(toDate.beginMillis());
    out.number(toDate.endMillis());
    out.number(toDate.picoUsd());
    out.number(toDate.tokens());
  }

  private static ToDate toDate(StateInput in) {
    return new ToDate(in.number(), in.number(), in.number(), in.number());
  }
}

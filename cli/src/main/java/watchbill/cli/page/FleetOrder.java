package watchbill.cli.page;

import java.util.Comparator;
import watchbill.cli.explain.Charge;
import watchbill.cli.explain.Standing;

/// In which order agents are listed; where two are alike, by name.
enum FleetOrder {
  /// Those that are stuck first, then those that are suspect, of either the longest first.
  TROUBLE,
  /// By tenant and name.
  NAME,
  /// What has cost the most today first.
  SPEND,
  /// What costs the most of late first.
  BURN,
  /// What has changed last first.
  NEWEST;

  private static final Comparator<Standing> BY_NAME =
      Comparator.comparing((Standing one) -> one.agent().tenant())
          .thenComparing(one -> one.agent().agent());

  /// The order at a moment.
  Comparator<Standing> comparator(long nowMillis) {
    Comparator<Standing> first =
        switch (this) {
          case NAME -> BY_NAME;
          case TROUBLE ->
              Comparator.comparingInt(Standing::rank).thenComparingLong(FleetOrder::accusedMillis);
          case SPEND ->
              Comparator.comparingLong((Standing one) -> one.today(nowMillis).picoUsd()).reversed();
          case BURN -> Comparator.comparingLong(Standing::picoUsdOfLate).reversed();
          case NEWEST -> Comparator.comparingLong(Standing::sinceMillis).reversed();
        };
    return first.thenComparing(BY_NAME);
  }

  private static long accusedMillis(Standing one) {
    Charge charge = one.charge();
    return charge == null ? 0 : charge.sinceMillis();
  }
}

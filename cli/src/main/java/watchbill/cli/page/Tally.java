package watchbill.cli.page;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import watchbill.cli.explain.Standing;
import watchbill.core.AgentActivity;
import watchbill.core.Usage;
import watchbill.core.money.PicoUsd;
import watchbill.core.money.ToDate;

/// Several agents in numbers. Not for several threads at once while it counts.
final class Tally {
  private final Map<AgentActivity, Integer> byActivity = new EnumMap<>(AgentActivity.class);
  private int agents;
  private int stuck;
  private int suspect;
  private long picoUsdToday;
  private long tokensToday;
  private long picoUsdOfLate;

  /// Counts one more.
  void add(Standing standing, long nowMillis) {
    agents++;
    switch (standing.rank()) {
      case 0 -> stuck++;
      case 1 -> suspect++;
      default -> {}
    }
    AgentActivity activity = standing.activity();
    byActivity.merge(activity == null ? AgentActivity.UNKNOWN : activity, 1, Integer::sum);
    ToDate today = standing.today(nowMillis);
    picoUsdToday = PicoUsd.plus(picoUsdToday, today.picoUsd());
    tokensToday = Usage.sum(tokensToday, today.tokens());
    picoUsdOfLate = PicoUsd.plus(picoUsdOfLate, standing.picoUsdOfLate());
  }

  int agents() {
    return agents;
  }

  int stuck() {
    return stuck;
  }

  int suspect() {
    return suspect;
  }

  /// How many do what; nobody where an activity is missing.
  Map<AgentActivity, Integer> byActivity() {
    return Collections.unmodifiableMap(byActivity);
  }

  long picoUsdToday() {
    return picoUsdToday;
  }

  long tokensToday() {
    return tokensToday;
  }

  /// What they have spent since [FleetState#burnSinceMillis].
  long picoUsdOfLate() {
    return picoUsdOfLate;
  }
}

package watchbill.cli.page;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import watchbill.cli.explain.Burn;
import watchbill.cli.explain.Journal;
import watchbill.cli.explain.Standing;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.exporter.budgets.BudgetStanding;
import watchbill.exporter.health.Dependency;

/// Looks at the whole fleet for all who ask: what one was told is told to others for half a second,
/// or for as long as nine times the look took, so that however many ask, a tenth of one core is all
/// that it costs. Safe from any thread.
final class FleetLook {
  private static final long GOOD_FOR_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int TIMES = 9;
  private static final int BUDGETS = 20;

  private final Supplier<Journal> journals;
  private final PageParts parts;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final long startMillis;
  private @Nullable FleetState last;
  private long goodUntilNanos;

  /// @param journals gives the journal that is the present one
  /// @param nanos tells how long a look took, and how old it is
  FleetLook(Supplier<Journal> journals, PageParts parts, InstantSource clock, LongSupplier nanos) {
    this.nanos = nanos;
    this.journals = journals;
    this.parts = parts;
    this.clock = clock;
    this.startMillis = clock.millis();
  }

  PageParts parts() {
    return parts;
  }

  /// How the fleet stands now, or stood a moment ago.
  synchronized FleetState state() {
    long begin = nanos.getAsLong();
    FleetState known = last;
    if (known != null && begin - goodUntilNanos < 0) {
      return known;
    }
    FleetState state = look(clock.millis());
    long end = nanos.getAsLong();
    last = state;
    goodUntilNanos = end + Math.max(GOOD_FOR_NANOS, TIMES * (end - begin));
    return state;
  }

  private FleetState look(long now) {
    Journal journal = journals.get();
    List<Standing> agents = new ArrayList<>(journal.standings(now));
    agents.sort(FleetOrder.TROUBLE.comparator(now));
    Tally all = new Tally();
    Map<String, Tally> tenants = new TreeMap<>();
    for (Standing agent : agents) {
      all.add(agent, now);
      tenants.computeIfAbsent(agent.agent().tenant(), _ -> new Tally()).add(agent, now);
    }
    List<BudgetStanding> budgets = new ArrayList<>(parts.budgets().get());
    budgets.sort(
        Comparator.comparing((BudgetStanding one) -> !one.labels().agent().isEmpty())
            .thenComparing(Comparator.comparingDouble(BudgetStanding::used).reversed())
            .thenComparing(one -> one.labels().toString()));
    long kept = journal.keptSinceMillis();
    return new FleetState(
        now,
        Math.max(Burn.beganMillis(now), kept > 0 ? Math.min(kept, startMillis) : startMillis),
        parts.published().getAsBoolean(),
        parts.heard().getAsBoolean(),
        parts.sources().stream().map(Dependency::readiness).toList(),
        agents,
        journal.isFull(),
        all,
        tenants,
        journal.incidents().stream()
            .sorted(Comparator.comparingLong(Signal.IncidentBegan::atMillis))
            .toList(),
        journal.verdicts(),
        List.copyOf(budgets.subList(0, Math.min(BUDGETS, budgets.size()))),
        ofAgents(budgets));
  }

  /// Of a list in which those come first that are used up most.
  private static Map<AgentKey, BudgetStanding> ofAgents(List<BudgetStanding> budgets) {
    Map<AgentKey, BudgetStanding> first = new HashMap<>();
    for (BudgetStanding budget : budgets) {
      if (!budget.labels().agent().isEmpty()) {
        first.putIfAbsent(new AgentKey(budget.labels().tenant(), budget.labels().agent()), budget);
      }
    }
    return first;
  }
}

package watchbill.exporter.budgets;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.money.Calendars;
import watchbill.core.money.Period;
import watchbill.core.money.SpendStanding;
import watchbill.core.port.SignalSink;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.BudgetFamilies.BudgetLabels;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.PieceSink;
import watchbill.metrics.exposition.SeriesTable;

/// Budgets as series of `BudgetFamilies`. What is spent is kept by signals; a scrape adds what the
/// clock says: the pace and the forecast. Safe from any thread.
public final class BudgetSeries implements SignalSink, ExpositionSource {
  /// How long the pace must have been watched before it is believed.
  public static final Duration LEAST_WATCHED = Duration.ofMinutes(10);

  private static final String ALL_TENANTS = "_all";

  /// An agent and the accounts on which its spend stands.
  private static final class Payer {
    private String role = "";
    private SpendStanding standing = SpendStanding.NONE;
    private final Map<Budget, BudgetAccount> accounts = new HashMap<>();
  }

  private record Account(Budget budget, BudgetLabels labels) {}

  private final List<Budget> budgets;
  private final Calendars calendars;
  private final InstantSource clock;
  private final Duration leastWatched;
  private final BooleanSupplier shown;
  private final BudgetTables tables = new BudgetTables();
  private final Map<AgentKey, Payer> payers = new HashMap<>();
  private final Map<Account, BudgetAccount> accounts = new HashMap<>();

  /// @param calendars where the periods begin
  /// @param leastWatched for how long the pace must have been watched before it is shown
  /// @param shown whether the totals have caught up, so that they may be shown
  public BudgetSeries(
      List<Budget> budgets,
      Calendars calendars,
      InstantSource clock,
      Duration leastWatched,
      BooleanSupplier shown) {
    this.budgets = List.copyOf(budgets);
    this.calendars = calendars;
    this.clock = clock;
    this.leastWatched = leastWatched;
    this.shown = shown;
    for (Budget budget : budgets) {
      if (!budget.eachAgent()) {
        shared(budget);
      }
    }
  }

  @Override
  public synchronized void accept(Signal signal) {
    switch (signal) {
      case Signal.TokensConsumed spent -> stands(spent.agent(), spent.standing());
      case Signal.SpendChanged changed -> stands(changed.agent(), changed.standing());
      case Signal.RoleLearned learned -> learn(learned.agent(), learned.role());
      default -> {}
    }
  }

  private void stands(AgentKey agent, SpendStanding now) {
    Payer payer = payers.computeIfAbsent(agent, key -> cover(key, new Payer()));
    payer.accounts.forEach((budget, account) ->
        account.replace(payer.standing.of(budget.period()), now.of(budget.period())));
    payer.standing = now;
  }

  private void learn(AgentKey agent, String role) {
    Payer payer = payers.computeIfAbsent(agent, _ -> new Payer());
    payer.accounts.forEach((budget, account) -> {
      account.leave(payer.standing.of(budget.period()));
      if (budget.eachAgent()) {
        accounts.values().remove(account);
        account.hide(tables);
      }
    });
    payer.accounts.clear();
    tables.daily.remove(new AgentLabels(agent.tenant(), agent.agent(), payer.role));
    payer.role = role;
    cover(agent, payer);
    payer.accounts.forEach((budget, account) -> account.join(payer.standing.of(budget.period())));
  }

  private Payer cover(AgentKey agent, Payer payer) {
    OptionalLong daily = OptionalLong.empty();
    for (Budget budget : budgets) {
      if (budget.covers(agent, payer.role)) {
        payer.accounts.put(
            budget,
            budget.eachAgent()
                ? account(budget, agent.tenant(), agent.agent(), payer.role)
                : shared(budget));
        if (budget.eachAgent() && budget.period() == Period.DAY && budget.tokens().isPresent()) {
          long tokens = budget.tokens().getAsLong();
          daily = OptionalLong.of(Math.min(daily.orElse(tokens), tokens));
        }
      }
    }
    daily.ifPresent(tokens ->
        tables
            .daily
            .series(new AgentLabels(agent.tenant(), agent.agent(), payer.role))
            .set((double) tokens));
    return payer;
  }

  private BudgetAccount shared(Budget budget) {
    return account(budget, budget.tenant().isEmpty() ? ALL_TENANTS : budget.tenant(), "", "");
  }

  private BudgetAccount account(Budget budget, String tenant, String agent, String role) {
    String period = budget.period().name().toLowerCase(Locale.ROOT);
    BudgetLabels labels = new BudgetLabels(tenant, agent, role, budget.name(), period);
    return accounts.computeIfAbsent(
        new Account(budget, labels),
        key -> new BudgetAccount(key.budget, key.labels, leastWatched.toMillis()));
  }

  @Override
  public List<Family<?>> families() {
    return tables.all.stream().<Family<?>>map(SeriesTable::family).toList();
  }

  @Override
  public int writeTo(Format format, ByteSink out) {
    return write(table -> table.writeTo(format, out));
  }

  @Override
  public int writeTo(Format format, PieceSink out) {
    return write(table -> table.writeTo(format, out));
  }

  private synchronized int write(ToIntFunction<SeriesTable<?>> writer) {
    if (!shown.getAsBoolean()) {
      return 0;
    }
    long now = clock.millis();
    accounts.forEach((account, state) -> state.show(tables, now, end(account, now)));
    int samples = 0;
    for (SeriesTable<?> table : tables.all) {
      samples += writer.applyAsInt(table);
    }
    return samples;
  }

  /// How all budgets stand now, in no order; empty as long as the totals may not be shown.
  public synchronized List<BudgetStanding> standings() {
    if (!shown.getAsBoolean()) {
      return List.of();
    }
    long now = clock.millis();
    List<BudgetStanding> standings = new ArrayList<>(accounts.size());
    accounts.forEach((account, state) -> standings.add(state.standing(now, end(account, now))));
    return standings;
  }

  private long end(Account account, long nowMillis) {
    return calendars.end(account.labels.tenant(), account.budget.period(), nowMillis);
  }
}

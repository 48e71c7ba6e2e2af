package watchbill.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import watchbill.core.AgentActivity;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.Usage;
import watchbill.core.money.ModelBill;
import watchbill.core.money.PicoUsd;
import watchbill.core.port.SignalSink;

/// What the signals so far make of a fleet, for a person to look at. Safe from any thread.
final class FleetView implements SignalSink {
  private static final int PICO = 12;

  private final Map<AgentKey, AgentActivity> activities = new HashMap<>();
  private final Map<AgentKey, Signal.AgentStuck> stuck = new HashMap<>();
  private final Map<String, ModelBill> spend = new HashMap<>();
  private final Map<String, Long> tasks = new HashMap<>();
  private final Map<String, Long> calls = new HashMap<>();
  private long verdicts;

  @Override
  public synchronized void accept(Signal signal) {
    switch (signal) {
      case Signal.ActivityChanged change -> activities.put(change.agent(), change.activity());
      case Signal.AgentStuck verdict -> {
        verdicts++;
        stuck.put(verdict.agent(), verdict);
      }
      case Signal.AgentFreed freed -> stuck.remove(freed.agent());
      case Signal.TokensConsumed tokens ->
          spend.put(
              tokens.agent() + " " + tokens.bill().provider() + " " + tokens.bill().model(),
              tokens.bill());
      case Signal.TasksEnded ended ->
          tasks.put(ended.agent() + " " + ended.outcome(), ended.total());
      case Signal.ToolCallsEnded ended ->
          calls.put(ended.agent() + " " + ended.outcome(), ended.total());
      case Signal.LoadReported _, Signal.LoadUnknown _ -> {}
      case Signal.RoleLearned _, Signal.ProgressMade _, Signal.ParentLearned _ -> {}
      case Signal.SpendChanged _, Signal.TaskSpent _ -> {}
      case Signal.TaskCosts _, Signal.SessionTokens _ -> {}
      case Signal.AgentSuspect _,
          Signal.RuleFired _,
          Signal.CallsInFlight _,
          Signal.HumanWaits _,
          Signal.TelemetryGap _,
          Signal.TasksInterrupted _,
          Signal.Recovered _,
          Signal.ContextsReduced _,
          Signal.GovernorMissed _,
          Signal.TasksBounced _,
          Signal.TasksDuplicated _,
          Signal.DeadlinesMissed _,
          Signal.TaskDurations _,
          Signal.IncidentBegan _,
          Signal.IncidentEnded _ -> {}
    }
  }

  /// What it amounts to now.
  synchronized Totals totals() {
    Map<AgentActivity, Integer> byActivity = new EnumMap<>(AgentActivity.class);
    activities.values().forEach(activity -> byActivity.merge(activity, 1, Integer::sum));
    Usage usage = Usage.NONE;
    long unpriced = 0;
    long responses = 0;
    long picoUsd = 0;
    for (ModelBill one : spend.values()) {
      usage = usage.plus(one.usage());
      unpriced += one.unpricedTokens();
      responses += one.responses();
      picoUsd = PicoUsd.plus(picoUsd, one.cost().total());
    }
    return new Totals(
        activities.size(),
        byActivity,
        sum(tasks),
        sum(calls),
        responses,
        usage,
        unpriced,
        picoUsd,
        verdicts);
  }

  /// The agents that are stuck, the longest first.
  synchronized List<Signal.AgentStuck> stuck() {
    return stuck.values().stream()
        .sorted(
            Comparator.comparingLong(Signal.AgentStuck::atMillis)
                .thenComparing(verdict -> verdict.agent().toString()))
        .toList();
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /// A fleet in numbers.
  record Totals(
      int agents,
      Map<AgentActivity, Integer> byActivity,
      long tasks,
      long calls,
      long responses,
      Usage usage,
      long unpricedTokens,
      long picoUsd,
      long verdicts) {

    /// The spend in dollars and cents, rounded as on the bill.
    String dollars() {
      return "$%,.2f"
          .formatted(
              new BigDecimal(picoUsd).movePointLeft(PICO).setScale(2, RoundingMode.HALF_EVEN));
    }

    /// What the agents do, in words: `12 working, 3 idle`.
    String activitiesInWords() {
      StringBuilder words = new StringBuilder();
      byActivity.forEach((activity, count) ->
          words
              .append(words.isEmpty() ? "" : ", ")
              .append(count)
              .append(' ')
              .append(Words.of(activity)));
      return words.toString();
    }
  }
}

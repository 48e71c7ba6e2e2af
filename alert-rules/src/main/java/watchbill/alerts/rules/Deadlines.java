package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.Label.TASK_KIND;
import static watchbill.metrics.catalogue.Label.TENANT;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import watchbill.alerts.Severity;
import watchbill.alerts.burn.BurnRate;
import watchbill.alerts.burn.BurnRates;
import watchbill.metrics.catalogue.Has;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.catalogue.SpendFamilies.TaskLabels;
import watchbill.metrics.catalogue.TaskFamilies;
import watchbill.metrics.catalogue.TaskFamilies.KindLabels;
import watchbill.metrics.promql.Condition;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;
import watchbill.metrics.promql.Recorded;
import watchbill.metrics.promql.Window;

/// Deadlines as objectives: which share of a tenant's tasks of a kind has missed them.
final class Deadlines {
  /// Tasks that ended.
  static final Recorded<TaskLabels> ENDED =
      new Recorded<>(
          "task_kind:ended_tasks:total",
          Query.observed(TaskFamilies.TASK_DURATION).by(TENANT, TASK_KIND).sumOnce());

  /// Tasks that went on after their deadline: none of a kind of which only ends are known, so that
  /// the first to miss it is seen.
  static final Recorded<KindLabels> MISSED =
      new Recorded<>(
          "task_kind:missed_deadlines:total",
          Query.total(TaskFamilies.MISSED_DEADLINES)
              .by(TENANT, TASK_KIND)
              .sumOnce()
              .or(Query.of(ENDED).scaled(0)));

  private static final Matching<KindLabels> SAME = Matching.on(TENANT, TASK_KIND);

  private Deadlines() {}

  /// All that is recorded for these objectives.
  static List<Recorded<?>> recorded(List<Objective> objectives) {
    var all = new LinkedHashMap<String, Recorded<?>>();
    all.put(ENDED.name(), ENDED);
    all.put(MISSED.name(), MISSED);
    for (Objective objective : objectives) {
      for (BurnRate rate : rates(objective)) {
        for (Duration window : List.of(rate.whole(), rate.recent())) {
          Recorded<TaskLabels> ended = growth("ended_tasks", ENDED, window);
          Recorded<KindLabels> missed = growth("missed_deadlines", MISSED, window);
          all.put(ended.name(), ended);
          all.put(missed.name(), missed);
        }
      }
    }
    return List.copyOf(all.values());
  }

  /// More tasks miss their deadline than an objective allows, so fast that somebody has to act this
  /// soon, and at least so many; empty when none of the objectives can be missed so fast.
  static Optional<Condition<KindLabels>> missed(
      List<Objective> objectives, Severity severity, double atLeast) {
    List<String> own =
        objectives.stream().map(Objective::taskKind).filter(kind -> !kind.isEmpty()).toList();
    return objectives.stream()
        .flatMap(objective ->
            rates(objective).stream()
                .filter(rate -> rate.severity() == severity)
                .map(rate -> missed(objective, own, rate, atLeast)))
        .reduce(Condition::or);
  }

  /// The paces that can be reached. A share of more tasks in a longer time is taken for one that is
  /// reached whenever that of fewer is: true but for a sudden rush.
  private static List<BurnRate> rates(Objective objective) {
    List<BurnRate> reached =
        BurnRates.of(objective.period()).stream()
            .filter(rate -> rate.failing(objective.mayMiss()).isPresent())
            .toList();
    return Stream.of(Severity.PAGE, Severity.TICKET)
        .flatMap(severity ->
            BurnRates.withoutImplied(
                reached.stream().filter(rate -> rate.severity() == severity).toList())
                .stream())
        .toList();
  }

  private static Condition<KindLabels> missed(
      Objective objective, List<String> own, BurnRate rate, double atLeast) {
    double share = rate.failing(objective.mayMiss()).orElseThrow();
    return tooMany(objective, own, rate.whole(), share)
        .and(tooMany(objective, own, rate.recent(), share), SAME)
        .and(
            of(growth("missed_deadlines", MISSED, rate.whole()), objective, own).atLeast(atLeast),
            SAME);
  }

  private static Condition<KindLabels> tooMany(
      Objective objective, List<String> own, Duration window, double share) {
    Query<KindLabels> missed = of(growth("missed_deadlines", MISSED, window), objective, own);
    Query<TaskLabels> ended = of(growth("ended_tasks", ENDED, window), objective, own);
    return missed.above(ended.scaled(share), SAME);
  }

  private static <L extends Record & LabelSet> Recorded<L> growth(
      String what, Recorded<L> total, Duration window) {
    Window over = Window.of(window);
    return new Recorded<>(
        "task_kind:%s:growth%s".formatted(what, over.text()), Query.growth(total, over));
  }

  private static <L extends Record & LabelSet & Has.TaskKind> Query<L> of(
      Recorded<L> growth, Objective objective, List<String> own) {
    if (!objective.taskKind().isEmpty()) {
      return Query.of(growth, Matcher.equal(TASK_KIND, objective.taskKind()));
    }
    return own.isEmpty() ? Query.of(growth) : Query.of(growth, Matcher.noneOf(TASK_KIND, own));
  }
}

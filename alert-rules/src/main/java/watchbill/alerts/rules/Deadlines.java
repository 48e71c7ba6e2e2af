package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.Label.TASK_KIND;
import static watchbill.metrics.catalogue.Label.TENANT;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
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

  /// More tasks miss their deadline than an objective allows, so fast that somebody has to act this
  /// soon, and at least so many.
  ///
  /// @throws IllegalArgumentException when no pace is so fast for any of the objectives
  static Condition<KindLabels> missed(
      List<Objective> objectives, Severity severity, double atLeast) {
    List<String> own =
        objectives.stream().map(Objective::taskKind).filter(kind -> !kind.isEmpty()).toList();
    return objectives.stream()
        .flatMap(objective -> missed(objective, own, severity, atLeast))
        .reduce(Condition::or)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "objectives: want one that can be missed so fast, have " + objectives));
  }

  private static Stream<Condition<KindLabels>> missed(
      Objective objective, List<String> own, Severity severity, double atLeast) {
    return BurnRates.of(BurnRates.MONTH).stream()
        .filter(rate -> rate.severity() == severity)
        .flatMap(rate -> missed(objective, own, rate, atLeast).stream());
  }

  private static List<Condition<KindLabels>> missed(
      Objective objective, List<String> own, BurnRate rate, double atLeast) {
    OptionalDouble share = rate.failing(objective.mayMiss());
    if (share.isEmpty()) {
      return List.of();
    }
    Query<KindLabels> missed = growth(MISSED, rate.whole(), objective, own);
    return List.of(
        tooMany(missed, growth(ENDED, rate.whole(), objective, own), share.getAsDouble())
            .and(
                tooMany(
                    growth(MISSED, rate.recent(), objective, own),
                    growth(ENDED, rate.recent(), objective, own),
                    share.getAsDouble()),
                SAME)
            .and(missed.atLeast(atLeast), SAME));
  }

  private static Condition<KindLabels> tooMany(
      Query<KindLabels> missed, Query<TaskLabels> ended, double share) {
    return missed.above(ended.scaled(share), SAME);
  }

  private static <L extends Record & LabelSet & Has.TaskKind> Query<L> growth(
      Recorded<L> total, Duration over, Objective objective, List<String> own) {
    Window window = Window.of(over);
    if (!objective.taskKind().isEmpty()) {
      return Query.growth(total, window, Matcher.equal(TASK_KIND, objective.taskKind()));
    }
    return own.isEmpty()
        ? Query.growth(total, window)
        : Query.growth(total, window, Matcher.noneOf(TASK_KIND, own));
  }
}

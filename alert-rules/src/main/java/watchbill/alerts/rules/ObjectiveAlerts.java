package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.TaskFamilies.MISSED_DEADLINES;
import static watchbill.metrics.catalogue.TaskFamilies.TASK_DURATION;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Example;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.View;
import watchbill.metrics.catalogue.SpendFamilies.TaskLabels;
import watchbill.metrics.catalogue.TaskFamilies.KindLabels;

/// Alerts about what tasks were promised to take.
public final class ObjectiveAlerts {
  /// So many missed deadlines are no accident.
  private static final int PAGE_LEAST = 5;

  private static final int TICKET_LEAST = 3;

  private static final Example ANEW =
      Example.when("the totals begin anew, and are told late")
          .with(MISSED_DEADLINES, new KindLabels("acme", "a", "coder", "bug"), "_x9 90x20 0x5 4x30")
          .withCount(TASK_DURATION, new TaskLabels("acme", "coder", "bug"), "_x9 99x20 0x5 99x30")
          .quietAt(10)
          .quietAt(30)
          .quietAt(31)
          .quietAt(36)
          .quietAt(50);

  static final AlertGroup GROUP = group(List.of(Objective.DEFAULT));

  private ObjectiveAlerts() {}

  /// The alerts for these objectives; they have examples where it is the default alone.
  public static AlertGroup group(List<Objective> objectives) {
    return new AlertGroup(
        "watchbill-objectives",
        List.of(Deadlines.ENDED, Deadlines.MISSED),
        List.of(fast(objectives), slow(objectives)));
  }

  private static Alert<KindLabels> fast(List<Objective> objectives) {
    return new Alert<>(
        "AgentDeadlineBurnFast",
        Deadlines.missed(objectives, Severity.PAGE, PAGE_LEAST),
        Duration.ZERO,
        Severity.PAGE,
        Owner.TENANT,
        View.PERFORMANCE,
        "So many tasks of kind {{ $labels.task_kind }} of {{ $labels.tenant }} miss their deadline"
            + " that what may in a month is used up within days.",
        examples(
            objectives,
            new DeadlineExamples(72, 60, 5, 70, 100, PAGE_LEAST, 5),
            new DeadlineExamples(30, 360, 30, 10, 60, PAGE_LEAST, 8)));
  }

  private static Alert<KindLabels> slow(List<Objective> objectives) {
    return new Alert<>(
        "AgentDeadlineBurnSlow",
        Deadlines.missed(objectives, Severity.TICKET, TICKET_LEAST),
        Duration.ZERO,
        Severity.TICKET,
        Owner.TENANT,
        View.PERFORMANCE,
        "More tasks of kind {{ $labels.task_kind }} of {{ $labels.tenant }} miss their deadline"
            + " than may.",
        examples(
            objectives,
            new DeadlineExamples(15, 1_440, 120, 1_450, 100, TICKET_LEAST, 3),
            new DeadlineExamples(5, 4_320, 360, 10, 12, TICKET_LEAST, 25)));
  }

  private static List<Example> examples(List<Objective> objectives, DeadlineExamples... each) {
    return objectives.equals(List.of(Objective.DEFAULT))
        ? Stream.concat(
                Stream.of(each).flatMap(limits -> limits.all().stream()), Stream.of(ANEW))
            .toList()
        : List.of();
  }
}

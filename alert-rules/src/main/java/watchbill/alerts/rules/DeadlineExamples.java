package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.TaskFamilies.MISSED_DEADLINES;
import static watchbill.metrics.catalogue.TaskFamilies.TASK_DURATION;

import java.util.List;
import java.util.Map;
import watchbill.alerts.Example;
import watchbill.metrics.catalogue.SpendFamilies.TaskLabels;
import watchbill.metrics.catalogue.TaskFamilies.KindLabels;

/// Ways to miss deadlines, at the very limits of an alert.
///
/// @param limit of a hundred tasks, how many are not yet too many
/// @param whole minutes over which they are counted
/// @param recent minutes in which they must be missed, too
/// @param much of a hundred tasks, how many are far too many
/// @param least how many it takes
record DeadlineExamples(int limit, int whole, int recent, int much, int least) {
  private static final int BEGIN = 10;

  private static final KindLabels MISSING = new KindLabels("acme", "_other", "coder", "bug");
  private static final TaskLabels ENDING = new TaskLabels("acme", "coder", "bug");
  private static final Map<String, String> FIRES = Map.of("tenant", "acme", "task_kind", "bug");

  /// All of them.
  List<Example> all() {
    return List.of(atTheLimit(), justNow(), noMore(), longAgo(), few());
  }

  /// As many as may, then one more, which ends the recent minutes later.
  private Example atTheLimit() {
    return example("just as many are missed as may be in %d minutes, and one more")
        .with(MISSED_DEADLINES, MISSING, count(limit).plus(BEGIN + 1, 1).until(end()))
        .withCount(TASK_DURATION, ENDING, count(100).until(end()))
        .quietAt(BEGIN)
        .firesAt(BEGIN + 1, FIRES)
        .firesAt(BEGIN + recent, FIRES)
        .quietAt(BEGIN + recent + 1);
  }

  /// As many as may, the last of them all at once.
  private Example justNow() {
    int now = BEGIN + recent + 1;
    var missed = count(limit * 10 - 40).plus(now, 40).plus(now + 1, 1);
    return example("all are missed for a moment, just as many as may be in %d minutes")
        .with(MISSED_DEADLINES, MISSING, missed.until(end()))
        .withCount(TASK_DURATION, ENDING, count(960).plus(now, 40).until(end()))
        .quietAt(now)
        .firesAt(now + 1, FIRES);
  }

  /// Far too many, and then just as many as may.
  private Example noMore() {
    int now = BEGIN + recent + 1;
    var missed = count(much * 10).plus(now, limit).plus(now + 1, 1);
    return example("far too many are missed in %d minutes, and then just as many as may")
        .with(MISSED_DEADLINES, MISSING, missed.until(end()))
        .withCount(TASK_DURATION, ENDING, count(1_000).plus(now, 100).until(end()))
        .firesAt(BEGIN, FIRES)
        .quietAt(now)
        .firesAt(now + 1, FIRES);
  }

  /// Far too many, none, and far too many of few.
  private Example longAgo() {
    int none = BEGIN + whole / 2 + 2;
    int again = BEGIN + whole - 1;
    var ended = count(10_000).plus(none, 1_000).plus(again, 100);
    return example("far too many were missed, and that is %d minutes ago")
        .with(MISSED_DEADLINES, MISSING, count(much * 100).plus(again, much).until(again + 2))
        .withCount(TASK_DURATION, ENDING, ended.until(again + 2))
        .quietAt(again - 1)
        .firesAt(again, FIRES)
        .quietAt(again + 1);
  }

  /// Too many of hardly any, none of which anybody had missed before.
  private Example few() {
    var missed = Steps.late(BEGIN, least - 1).plus(BEGIN + 1, 1);
    return example("few are missed in %d minutes, the first ones of their kind")
        .with(MISSED_DEADLINES, MISSING, missed.until(end()))
        .withCount(TASK_DURATION, ENDING, count(least).until(end()))
        .quietAt(BEGIN)
        .firesAt(BEGIN + 1, FIRES);
  }

  private Example example(String what) {
    return Example.when(what.formatted(whole));
  }

  private Steps count(int count) {
    return Steps.from(0).plus(BEGIN, count);
  }

  private int end() {
    return BEGIN + 2 * recent + 5;
  }
}

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
/// @param begin the minute before which many tasks end in time, so that slower paces see nothing
/// @param much of a hundred tasks, how many are too many, and not for a faster pace
/// @param least how many it takes
/// @param ended of so many that end
record DeadlineExamples(
    int limit, int whole, int recent, int begin, int much, int least, int ended) {
  private static final KindLabels MISSING = new KindLabels("acme", "_other", "coder", "bug");
  private static final TaskLabels ENDING = new TaskLabels("acme", "coder", "bug");
  private static final Map<String, String> FIRES = Map.of("tenant", "acme", "task_kind", "bug");
  private static final int LONG_AGO = 10_000_000;

  /// All of them.
  List<Example> all() {
    return List.of(atTheLimit(), justNow(), noMore(), longAgo(), few());
  }

  /// As many as may, then one more, which ends the recent minutes later.
  private Example atTheLimit() {
    return example("just as many are missed as may be in %d minutes, and one more")
        .with(MISSED_DEADLINES, MISSING, missed(limit).plus(begin + 1, 1).until(end()))
        .withCount(TASK_DURATION, ENDING, ended(100).until(end()))
        .quietAt(begin)
        .firesAt(begin + 1, FIRES)
        .firesAt(begin + recent, FIRES)
        .quietAt(begin + recent + 1);
  }

  /// As many as may, the last of them all at once.
  private Example justNow() {
    int now = begin + recent + 1;
    var missed = missed(limit * 10 - 40).plus(now, 40).plus(now + 1, 1);
    return example("all are missed for a moment, just as many as may be in %d minutes")
        .with(MISSED_DEADLINES, MISSING, missed.until(end()))
        .withCount(TASK_DURATION, ENDING, ended(960).plus(now, 40).until(end()))
        .quietAt(now)
        .firesAt(now + 1, FIRES);
  }

  /// Far too many, and then just as many as may.
  private Example noMore() {
    int now = begin + recent + 1;
    var missed = missed(much * 10).plus(now, limit).plus(now + 1, 1);
    return example("far too many are missed in %d minutes, and then just as many as may")
        .with(MISSED_DEADLINES, MISSING, missed.until(end()))
        .withCount(TASK_DURATION, ENDING, ended(1_000).plus(now, 100).until(end()))
        .firesAt(begin, FIRES)
        .quietAt(now)
        .firesAt(now + 1, FIRES);
  }

  /// Far too many, none, and far too many of few.
  private Example longAgo() {
    int none = begin + whole / 2 + 2;
    int again = begin + whole - 1;
    var ended = ended(10_000).plus(none, 1_000).plus(again, 100);
    return example("far too many were missed, and that is %d minutes ago")
        .with(
            MISSED_DEADLINES, MISSING, missed(much * 100).plus(again, much).until(again + 2))
        .withCount(TASK_DURATION, ENDING, ended.until(again + 2))
        .quietAt(again - 1)
        .firesAt(again, FIRES)
        .quietAt(again + 1);
  }

  /// Too many of hardly any, none of which anybody had missed before.
  private Example few() {
    var missed = Steps.late(begin, least - 1).plus(begin + 1, 1);
    return example("few are missed in %d minutes, the first ones of their kind")
        .with(MISSED_DEADLINES, MISSING, missed.until(end()))
        .withCount(TASK_DURATION, ENDING, ended(ended).until(end()))
        .quietAt(begin)
        .firesAt(begin + 1, FIRES);
  }

  private Example example(String what) {
    return Example.when(what.formatted(whole));
  }

  private Steps missed(int count) {
    return Steps.from(0).plus(begin, count);
  }

  private Steps ended(int count) {
    return Steps.from(0).plus(2, begin > 10 ? LONG_AGO : 0).plus(begin, count);
  }

  private int end() {
    return begin + 2 * recent + 5;
  }
}

package watchbill.core.rules;

import java.util.Map;
import java.util.TreeMap;
import watchbill.core.AgentEvent;
import watchbill.core.Signal;
import watchbill.core.money.Distribution;
import watchbill.core.port.SignalSink;
import watchbill.core.state.SpendForm;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// How long an agent's tasks took, and how many of them went on after their deadline, by kind.
/// Owned by its [AgentState]; kinds beyond the first 16 are `_other`.
///
/// A deadline is given by the agent's clock. What counts of it is how far it lies behind the event
/// that gave it, so a wrong clock does no harm. While nobody can be heard, or while an incident
/// excuses the agents, no open task is called late: it may have ended. When its end is heard, the
/// agent's clock says whether that was in time.
final class TaskLevels {
  private static final String OTHER = "_other";

  /// A deadline that is further away is none: ten years.
  private static final long FURTHEST_MILLIS = 10 * 366 * 24 * 3_600_000L;

  /// The buckets are in seconds, the sums in milliseconds.
  private static final double SECOND = 1_000;

  private Map<String, Distribution> durations = Map.of();
  private Map<String, Long> missed = Map.of();

  /// Whether an open task may have a deadline.
  private boolean watched;

  /// Takes the beginning of a task, or of its continuation with another deadline.
  void started(OpenTask task, AgentEvent.TaskStarted started, long nowMillis) {
    long left = started.deadlineMillis() - started.atMillis();
    boolean said = started.deadlineMillis() > 0 && started.atMillis() > 0;
    if (said && left < FURTHEST_MILLIS && task.limitMillis != OpenTask.PASSED) {
      task.limitFromMillis = nowMillis;
      task.limitMillis = Math.max(0, left);
      task.deadlineMillis = started.deadlineMillis();
      watched = true;
    }
  }

  /// Takes the end of a task.
  ///
  /// @param atMillis when, by the agent's clock
  void ended(AgentState state, OpenTask task, long atMillis, SignalSink out) {
    if (task.limitMillis >= 0 && atMillis > task.deadlineMillis) {
      miss(state, task, out);
    }
    if (durations.isEmpty()) {
      durations = new TreeMap<>();
    }
    String kind = known(durations, task.kind);
    long millis = Math.max(0, state.nowMillis - task.sinceMillis);
    Distribution more = durations.getOrDefault(kind, Distribution.NONE).plus(millis, SECOND);
    durations.put(kind, more);
    out.accept(new Signal.TaskDurations(state.key, state.nowMillis, kind, more));
  }

  /// When the next of the agent's tasks passes its deadline, or [Rule#NEVER].
  long nextDue(AgentState state) {
    if (!watched) {
      return Rule.NEVER;
    }
    long next = Rule.NEVER;
    for (OpenTask task : state.tasks) {
      next = Math.min(next, due(state, task));
    }
    return next;
  }

  /// Tells the deadlines that have passed.
  void tellMissed(AgentState state, SignalSink out) {
    if (!watched) {
      return;
    }
    watched = false;
    for (OpenTask task : state.tasks) {
      if (due(state, task) <= state.nowMillis) {
        miss(state, task, out);
      }
      watched |= task.limitMillis >= 0;
    }
  }

  private void miss(AgentState state, OpenTask task, SignalSink out) {
    task.limitMillis = OpenTask.PASSED;
    if (missed.isEmpty()) {
      missed = new TreeMap<>();
    }
    String kind = known(missed, task.kind);
    long total = missed.merge(kind, 1L, Long::sum);
    out.accept(new Signal.DeadlinesMissed(state.key, state.nowMillis, kind, total));
  }

  /// Tells what was told before.
  void tellAll(AgentState state, SignalSink out) {
    durations.forEach((kind, millis) ->
        out.accept(new Signal.TaskDurations(state.key, state.nowMillis, kind, millis)));
    missed.forEach((kind, total) ->
        out.accept(new Signal.DeadlinesMissed(state.key, state.nowMillis, kind, total)));
  }

  private static long due(AgentState state, OpenTask task) {
    return task.limitMillis < 0
        ? Rule.NEVER
        : state.outages.after(task.limitFromMillis, task.limitMillis);
  }

  private static String known(Map<String, ?> kinds, String kind) {
    return kinds.containsKey(kind) || kinds.size() < AgentState.KINDS ? kind : OTHER;
  }

  void save(StateOutput out) {
    out.number(watched ? 1 : 0);
    out.number(durations.size());
    durations.forEach((kind, millis) -> {
      out.text(kind);
      SpendForm.save(millis, out);
    });
    out.number(missed.size());
    missed.forEach((kind, total) -> {
      out.text(kind);
      out.number(total);
    });
  }

  void restore(StateInput in) {
    watched = in.number() == 1;
    int ended = in.count();
    if (ended > 0) {
      durations = new TreeMap<>();
    }
    for (int left = ended; left > 0; left--) {
      durations.put(in.text(), SpendForm.restoreDistribution(in));
    }
    int late = in.count();
    if (late > 0) {
      missed = new TreeMap<>();
    }
    for (int left = late; left > 0; left--) {
      missed.put(in.text(), in.number());
    }
  }
}

package watchbill.core.rules;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import watchbill.core.ClusterFact;
import watchbill.core.InterruptCause;
import watchbill.core.RecoveryPhase;
import watchbill.core.Signal;
import watchbill.core.money.Use;
import watchbill.core.port.SignalSink;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// How often an agent's tasks were interrupted, by cause, and what was lost with them. Owned by its
/// [AgentState]; four numbers for each cause that occurred.
///
/// A task is interrupted when a container of the agent ended and the agent began anew: a session
/// began, or a task that was open. Then all that its tasks spent since their last checkpoints is
/// lost, and the sum over causes of the dollars is [Use#LOST]. It is interrupted, too, when it ends
/// so. Then its process has lived on, and only an agent that saves checkpoints is known to have
/// lost what came after the last one.
///
/// Each interruption counts once: a task that has not gone on since is not interrupted again.
final class Interruptions {
  private static final class Loss {
    private long total;
    private long tokens;
    private long picoUsd;
    private long millis;
  }

  private Map<InterruptCause, Loss> losses = Map.of();

  /// What ended the agent's container, while [AgentState#containerEndedMillis] stands.
  private @Nullable InterruptCause brokenBy;

  /// How the cluster takes the agent's pod away, from when it is told until the agent begins anew.
  private @Nullable InterruptCause losing;

  /// What the end of a container says of the cause.
  static InterruptCause causeOf(ClusterFact.EndReason reason) {
    return switch (reason) {
      case OOM_KILLED -> InterruptCause.OOM_KILLED;
      case ERROR -> InterruptCause.CRASHED;
      case COMPLETED -> InterruptCause.STOPPED;
    };
  }

  /// The agent's process ended, or its pod is gone, for this cause; of several that are told before
  /// it begins again, the one that explains the others stands.
  ///
  /// @param told what was told of it: that its pod is being lost explains it better
  /// @param atMillis when, by the cluster's clock
  void broken(AgentState state, InterruptCause told, long atMillis, SignalSink out) {
    InterruptCause cause = losing != null && weight(losing) > weight(told) ? losing : told;
    state.relaunches.worked();
    if (atMillis <= state.sessionMillis) {
      // The agent is back already: the news came late.
      state.calls.removeIf(call -> call.sinceMillis() < state.sessionMillis);
      brokenBefore(state, cause, atMillis, out);
      return;
    }
    if (brokenBy == null || state.containerEndedMillis == 0 || weight(cause) > weight(brokenBy)) {
      brokenBy = cause;
    }
    state.containerEndedMillis = state.nowMillis;
    if (!(state.tasks.isEmpty() && state.calls.isEmpty())) {
      state.recovery.broken(Math.min(atMillis, state.nowMillis));
    }
  }

  /// The cluster takes the agent's pod away; its process may live on for a while.
  void losing(InterruptCause cause) {
    losing = cause;
  }

  /// A pod of the agent is gone. Its containers' ends are not always told before.
  void gone(AgentState state, long atMillis, SignalSink out) {
    if (losing != null) {
      broken(state, losing, atMillis, out);
    }
  }

  /// The agent's process ended, and it has begun again before that was heard. What was lost is not
  /// known any more: its tasks may have gone on for long.
  private void brokenBefore(AgentState state, InterruptCause cause, long atMillis, SignalSink out) {
    boolean any = false;
    for (OpenTask task : state.tasks) {
      if (task.sinceMillis <= atMillis && !task.interrupted) {
        any = true;
        count(task, cause);
      }
    }
    if (any) {
      state.recovery.broken(atMillis);
      state.recovery.reached(state, RecoveryPhase.RESUMED, state.sessionMillis, out);
      tell(state, cause, out);
    }
  }

  /// The agent began anew after its process had ended.
  void restarted(AgentState state, SignalSink out) {
    losing = null;
    if (state.tasks.isEmpty()) {
      return;
    }
    InterruptCause cause = cause();
    for (OpenTask task : state.tasks) {
      if (!task.interrupted || task.uses.of(Use.OPEN) > 0) {
        lose(state, task, cause);
      }
    }
    tell(state, cause, out);
  }

  /// Another agent took on a task of this one, whose process had ended.
  void takenOver(AgentState state, OpenTask task, SignalSink out) {
    lose(state, task, cause());
    tell(state, cause(), out);
  }

  /// A task ended interrupted.
  ///
  /// @param completedBefore whether all that was spent on it was spent a second time
  void stopped(AgentState state, OpenTask task, boolean completedBefore, SignalSink out) {
    boolean broken = state.containerEndedMillis > 0;
    InterruptCause cause = broken ? cause() : InterruptCause.STOPPED;
    if (!completedBefore && (broken || task.saved)) {
      lose(state, task, cause);
    } else {
      count(task, cause);
    }
    tell(state, cause, out);
  }

  /// Tells what was told before.
  void tellAll(AgentState state, SignalSink out) {
    losses.keySet().forEach(cause -> tell(state, cause, out));
  }

  private void lose(AgentState state, OpenTask task, InterruptCause cause) {
    long until = state.nowMillis;
    if (state.containerEndedMillis > 0) {
      until = Math.min(until, state.containerEndedMillis);
    }
    long millis = task.interrupted ? 0 : Math.max(0, until - task.keptUntilMillis);
    Loss loss = count(task, cause);
    loss.millis += millis;
    loss.tokens += task.tokens - task.keptTokens;
    loss.picoUsd += UseRules.lose(state, task);
    task.keptUntilMillis = state.nowMillis;
    task.keptTokens = task.tokens;
  }

  private Loss count(OpenTask task, InterruptCause cause) {
    if (losses.isEmpty()) {
      losses = new EnumMap<>(InterruptCause.class);
    }
    Loss loss = losses.computeIfAbsent(cause, _ -> new Loss());
    if (!task.interrupted) {
      task.interrupted = true;
      loss.total++;
    }
    return loss;
  }

  private void tell(AgentState state, InterruptCause cause, SignalSink out) {
    Loss loss = losses.get(cause);
    if (loss != null) {
      out.accept(
          new Signal.TasksInterrupted(
              state.key,
              state.nowMillis,
              cause,
              loss.total,
              loss.tokens,
              loss.picoUsd,
              loss.millis));
    }
  }

  private InterruptCause cause() {
    return Objects.requireNonNullElse(brokenBy, InterruptCause.CRASHED);
  }

  /// A node that is gone explains a pod that is, and that a container that was killed.
  private static int weight(InterruptCause cause) {
    return switch (cause) {
      case STOPPED -> 0;
      case CRASHED -> 1;
      case OOM_KILLED -> 2;
      case EVICTED -> 3;
      case PREEMPTED -> 4;
      case NODE_LOST -> 5;
    };
  }

  void save(StateOutput out) {
    out.name(brokenBy);
    out.name(losing);
    out.number(losses.size());
    losses.forEach((cause, loss) -> {
      out.name(cause);
      out.number(loss.total);
      out.number(loss.tokens);
      out.number(loss.picoUsd);
      out.number(loss.millis);
    });
  }

  void restore(StateInput in) {
    brokenBy = in.name(InterruptCause.class);
    losing = in.name(InterruptCause.class);
    int count = in.count();
    if (count > 0) {
      losses = new EnumMap<>(InterruptCause.class);
    }
    for (int left = count; left > 0; left--) {
      InterruptCause cause = Objects.requireNonNull(in.name(InterruptCause.class));
      Loss loss = new Loss();
      loss.total = in.number();
      loss.tokens = in.number();
      loss.picoUsd = in.number();
      loss.millis = in.number();
      losses.put(cause, loss);
    }
  }
}

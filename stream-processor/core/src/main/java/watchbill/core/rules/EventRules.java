package watchbill.core.rules;

import watchbill.core.AgentEvent;
import watchbill.core.ContextReduction;
import watchbill.core.RecoveryPhase;
import watchbill.core.Signal;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.WaitingFor;
import watchbill.core.money.Distribution;
import watchbill.core.money.PicoUsd;
import watchbill.core.port.SignalSink;

/// What each event changes in an agent's state. The agent's time has come to the event before.
final class EventRules {
  private static final String OTHER_KINDS = "_other";

  /// For how long nothing may be heard of a session before its end is taken for lost: longer than a
  /// person's night.
  private static final long LOST_MILLIS = 12 * 3_600_000L;

  /// How late an event may come: longer than any stream waits for an acknowledgement before it
  /// delivers again (JetStream: 30 s unless told).
  private static final long LATE_MILLIS = 600_000;

  private EventRules() {}

  static void apply(
      AgentState state,
      AgentEvent event,
      CompletedTasks completed,
      ToolTimes times,
      SignalSink out) {
    state.pods.heard(state.nowMillis);
    state.heartbeats.heard(state.nowMillis);
    if (!(event instanceof AgentEvent.Heartbeat)) {
      state.deedAtMillis = state.nowMillis;
    }
    switch (event) {
      case AgentEvent.SessionStarted started -> sessionStarted(state, started, out);
      case AgentEvent.SessionEnded ended -> sessionEnded(state, ended, out);
      case AgentEvent.TaskStarted started -> taskStarted(state, started, out);
      case AgentEvent.TaskProgressed progressed -> taskProgressed(state, progressed, out);
      case AgentEvent.TaskFinished finished -> taskFinished(state, finished, completed, out);
      case AgentEvent.ToolStarted started -> toolStarted(state, started, times, out);
      case AgentEvent.ToolFinished finished -> toolFinished(state, finished, times, out);
      case AgentEvent.ModelAnswered answered -> {
        if (!isOfBeforeTheWait(state, answered.atMillis())) {
          deed(state);
        }
        state.relaunches.worked(answered.session());
        state.compactions.answered(answered);
        state.talk.answered(state.nowMillis);
      }
      case AgentEvent.ModelFailed failed -> await(state, WaitingFor.PROVIDER, failed.atMillis());
      case AgentEvent.Waiting waiting -> await(state, waiting.party(), waiting.atMillis());
      case AgentEvent.Resumed _ -> stir(state);
      case AgentEvent.Heartbeat heartbeat -> heartbeat(state, heartbeat, out);
      case AgentEvent.ContextReduced reduced -> {
        state.cachedPrompts.reduced();
        state.governor.reduced(reduced.how(), state.key, state.nowMillis, out);
        if (reduced.how() == ContextReduction.COMPACTED) {
          state.compactions.reduced(state);
        }
      }
      case AgentEvent.Checkpointed saved -> checkpointed(state, saved, out);
    }
  }

  private static void sessionStarted(
      AgentState state, AgentEvent.SessionStarted started, SignalSink out) {
    deed(state);
    if (state.containerEndedMillis > 0) {
      state.interruptions.restarted(state, out);
    }
    begin(state, out);
    forgetSessions(state);
    state.attended = started.attended() || (state.attended && !state.sessions.isEmpty());
    state.sessionMillis = state.nowMillis;
    state.pods.moved(started.pod());
    state.restarts();
    boolean open = state.session(started.session()) != null;
    state.relaunches.begun(started, open, state.nowMillis);
    if (!open) {
      if (state.sessions.size() == AgentState.SESSIONS) {
        state.sessions.removeFirst();
      }
      state.sessions.add(new OpenSession(started.session(), 0, state.nowMillis));
      state.patterns.turnAway();
    }
    if (!started.parent().isEmpty() && !started.parent().equals(state.parent)) {
      state.parent = started.parent();
      out.accept(new Signal.ParentLearned(state.key, state.nowMillis, state.parent));
    }
    if (!started.role().isEmpty() && !started.role().equals(state.role)) {
      state.role = started.role();
      out.accept(new Signal.RoleLearned(state.key, state.nowMillis, state.role));
    }
  }

  /// After half a day without a word the end of a session is taken for lost.
  private static void forgetSessions(AgentState state) {
    state.sessions.removeIf(session -> state.nowMillis - session.heardMillis > LOST_MILLIS);
  }

  private static void sessionEnded(
      AgentState state, AgentEvent.SessionEnded ended, SignalSink out) {
    deed(state);
    state.relaunches.worked(ended.session());
    OpenSession session = state.session(ended.session());
    forgetSessions(state);
    if (session != null) {
      state.sessions.remove(session);
      state.sessionTokens = state.sessionTokens.plus(session.tokens, 1);
      out.accept(new Signal.SessionTokens(state.key, state.nowMillis, state.sessionTokens));
    }
    if (state.sessions.isEmpty()) {
      state.pods.left();
      state.tasks.forEach(task -> UseRules.ended(state, task, false));
      state.tasks.clear();
      state.calls.clear();
      state.attended = false;
      state.talk.acted();
      state.patterns.turnAway();
    }
  }

  private static void taskStarted(
      AgentState state, AgentEvent.TaskStarted started, SignalSink out) {
    stir(state);
    if (state.earlyTasks.take(started.task(), started.atMillis())) {
      return;
    }
    OpenTask task = state.task(started.task());
    if (task != null && state.containerEndedMillis > 0) {
      state.interruptions.restarted(state, out);
    }
    begin(state, out);
    if (task == null) {
      if (state.tasks.size() == AgentState.TASKS) {
        UseRules.ended(state, state.tasks.removeFirst(), false);
      }
      task = new OpenTask(started.task(), started.kind(), state.nowMillis);
      state.tasks.add(task);
      state.patterns.turnAway();
    }
    task.interrupted = false;
    state.taskLevels.started(task, started, state.nowMillis);
    state.compactions.progressed();
    progress(state, out);
  }

  private static void taskProgressed(
      AgentState state, AgentEvent.TaskProgressed progressed, SignalSink out) {
    stir(state);
    OpenTask task = state.task(progressed.task());
    if (task != null) {
      task.interrupted = false;
    }
    state.relaunches.worked();
    state.compactions.progressed();
    progress(state, out);
  }

  private static void checkpointed(
      AgentState state, AgentEvent.Checkpointed saved, SignalSink out) {
    if (saved.restored()) {
      state.recovery.reached(state, RecoveryPhase.RESTORED, state.nowMillis, out);
    } else {
      state.relaunches.worked();
      UseRules.saved(state, saved.task());
    }
  }

  private static void taskFinished(
      AgentState state,
      AgentEvent.TaskFinished finished,
      CompletedTasks completed,
      SignalSink out) {
    boolean done = finished.outcome() == TaskOutcome.COMPLETED;
    if (done) {
      state.talk.completed();
    }
    stir(state);
    boolean again = completed.ended(state.key.tenant(), finished.task(), done, state.nowMillis);
    OpenTask task = state.task(finished.task());
    if (task == null) {
      state.earlyTasks.add(finished.task(), finished.atMillis());
    } else {
      if (finished.outcome() == TaskOutcome.INTERRUPTED) {
        state.interruptions.stopped(state, task, again, out);
      }
      UseRules.ended(state, task, again);
      state.tasks.remove(task);
      tellSpend(state, task, finished.outcome(), out);
      state.taskLevels.ended(state, task, finished.atMillis(), out);
    }
    if (again && done) {
      state.deliveries.duplicated(state, out);
    }
    worked(state);
    state.compactions.progressed();
    if (state.tasks.isEmpty()) {
      // What is still in flight belonged to the task: its end was lost.
      state.calls.clear();
    }
    state.patterns.turnAway();
    TaskOutcome outcome = finished.outcome();
    long total = state.taskEnds.increment(outcome);
    out.accept(new Signal.TasksEnded(state.key, state.nowMillis, outcome, total));
    progress(state, out);
  }

  private static void tellSpend(
      AgentState state, OpenTask task, TaskOutcome outcome, SignalSink out) {
    out.accept(
        new Signal.TaskSpent(
            state.key,
            state.nowMillis,
            task.name,
            task.kind,
            outcome,
            task.sinceMillis,
            task.tokens,
            task.unpricedTokens,
            task.uses));
    if (task.unpricedTokens > 0) {
      return;
    }
    boolean known =
        state.taskCosts.containsKey(task.kind) || state.taskCosts.size() < AgentState.KINDS;
    String kind = known ? task.kind : OTHER_KINDS;
    Distribution costs =
        state
            .taskCosts
            .getOrDefault(kind, Distribution.NONE)
            .plus(task.uses.total(), PicoUsd.DOLLAR);
    state.taskCosts.put(kind, costs);
    out.accept(new Signal.TaskCosts(state.key, state.nowMillis, kind, costs));
  }

  private static void toolStarted(
      AgentState state, AgentEvent.ToolStarted started, ToolTimes times, SignalSink out) {
    stir(state);
    state.relaunches.worked();
    if (state.earlyCalls.take(started.call(), started.atMillis())) {
      return;
    }
    begin(state, out);
    state.recovery.works();
    removeCall(state, started.call());
    if (state.calls.size() == AgentState.CALLS) {
      state.calls.removeFirst();
    }
    state.calls.add(times.begun(state, started));
  }

  private static void toolFinished(
      AgentState state, AgentEvent.ToolFinished finished, ToolTimes times, SignalSink out) {
    times.ended(state, finished);
    stir(state);
    worked(state);
    if (!removeCall(state, finished.call())) {
      state.earlyCalls.add(finished.call(), finished.atMillis());
    }
    ToolOutcome outcome = finished.outcome();
    long total = state.toolCalls.increment(outcome);
    out.accept(new Signal.ToolCallsEnded(state.key, state.nowMillis, outcome, total));
    if (state.patterns.heard(finished, state.nowMillis)) {
      progress(state, out);
    }
  }

  private static void heartbeat(AgentState state, AgentEvent.Heartbeat heartbeat, SignalSink out) {
    state.heartbeats.beat(heartbeat, state.nowMillis);
    state.relaunches.reported(heartbeat.activeSessions());
    if (!heartbeat.call().isEmpty()) {
      state.calls.replaceAll(
          call -> call.id().equals(heartbeat.call()) ? call.alive(state.nowMillis) : call);
    }
    if (heartbeat.activeSessions() < 0 && heartbeat.queueDepth() < 0) {
      return;
    }
    state.loadKnown = true;
    state.loadAtMillis = state.nowMillis;
    state.activeSessions = heartbeat.activeSessions();
    state.queueDepth = heartbeat.queueDepth();
    out.accept(
        new Signal.LoadReported(
            state.key, state.nowMillis, state.activeSessions, state.queueDepth));
  }

  private static void await(AgentState state, WaitingFor party, long atMillis) {
    state.relaunches.worked();
    WaitingFor before = state.waitingFor;
    boolean same = before == party || (before != null && isProvider(before) && isProvider(party));
    if (!same) {
      state.waitingSinceMillis = state.nowMillis;
      state.waitingAtMillis = atMillis;
    }
    state.waitingFor = party;
  }

  /// Whether an answer that is heard now was given before the agent began to wait: it comes late,
  /// or again. One that is much older says only that the agent's clock has gone back.
  private static boolean isOfBeforeTheWait(AgentState state, long atMillis) {
    long before = state.waitingAtMillis - atMillis;
    return state.waitingFor != null && before > 0 && before <= LATE_MILLIS;
  }

  /// A failure and a limit on the rate are two ways in which one outage is told.
  private static boolean isProvider(WaitingFor party) {
    return switch (party) {
      case PROVIDER, RATE_LIMIT -> true;
      case HUMAN, AGENT -> false;
    };
  }

  /// The agent did something, so it does not wait any more.
  private static void deed(AgentState state) {
    if (state.waitingFor != null) {
      state.waitingFor = null;
      state.stirredAtMillis = state.nowMillis;
    }
  }

  /// Something new began. What was in flight when a container ended has not outlived it, or is not
  /// what the agent waits for.
  private static void begin(AgentState state, SignalSink out) {
    long ended = state.containerEndedMillis;
    if (ended > 0) {
      state.recovery.reached(state, RecoveryPhase.RESUMED, state.nowMillis, out);
      state.heartbeats.resumed();
      state.containerEndedMillis = 0;
      state.calls.removeIf(call -> call.sinceMillis() <= ended);
      state.patterns.turnAway();
    }
  }

  /// The agent got something done: it is no relaunch, and past its return.
  private static void worked(AgentState state) {
    state.relaunches.worked();
    state.recovery.works();
  }

  private static void stir(AgentState state) {
    deed(state);
    state.talk.acted();
    state.stirredAtMillis = state.nowMillis;
  }

  private static void progress(AgentState state, SignalSink out) {
    state.progressAtMillis = state.nowMillis;
    state.tokensSinceProgress = 0;
    state.picoUsdSinceProgress = 0;
    UseRules.progressed(state);
    out.accept(new Signal.ProgressMade(state.key, state.nowMillis));
  }

  private static boolean removeCall(AgentState state, String id) {
    return state.calls.removeIf(call -> call.id().equals(id));
  }
}

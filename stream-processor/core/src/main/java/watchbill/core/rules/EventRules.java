package watchbill.core.rules;

import watchbill.core.AgentEvent;
import watchbill.core.Signal;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.WaitingFor;
import watchbill.core.money.Distribution;
import watchbill.core.money.PicoUsd;
import watchbill.core.port.SignalSink;
import watchbill.core.state.Fingerprint;

/// What each event changes in an agent's state. The agent's time has come to the event before.
final class EventRules {
  private static final String OTHER_KINDS = "_other";

  private EventRules() {}

  static void apply(
      AgentState state,
      AgentEvent event,
      CompletedTasks completed,
      ToolTimes times,
      SignalSink out) {
    switch (event) {
      case AgentEvent.SessionStarted started -> sessionStarted(state, started, out);
      case AgentEvent.SessionEnded ended -> sessionEnded(state, ended, out);
      case AgentEvent.TaskStarted started -> taskStarted(state, started, out);
      case AgentEvent.TaskProgressed _ -> {
        stir(state);
        progress(state, out);
      }
      case AgentEvent.TaskFinished finished -> taskFinished(state, finished, completed, out);
      case AgentEvent.ToolStarted started -> toolStarted(state, started, times);
      case AgentEvent.ToolFinished finished -> toolFinished(state, finished, times, out);
      case AgentEvent.ModelAnswered _ -> {
        deed(state);
        state.talk.answered(state.nowMillis);
      }
      case AgentEvent.ModelFailed _ -> await(state, WaitingFor.PROVIDER);
      case AgentEvent.Waiting waiting -> await(state, waiting.party());
      case AgentEvent.Resumed _ -> stir(state);
      case AgentEvent.Heartbeat heartbeat -> heartbeat(state, heartbeat, out);
      case AgentEvent.ContextReduced _ -> state.cachedPrompts.reduced();
      case AgentEvent.Checkpointed saved -> {
        if (!saved.restored()) {
          UseRules.saved(state, saved.task());
        }
      }
    }
  }

  private static void sessionStarted(
      AgentState state, AgentEvent.SessionStarted started, SignalSink out) {
    deed(state);
    if (state.containerEndedMillis > 0) {
      UseRules.restarted(state);
    }
    begin(state);
    state.attended = started.attended() || (state.attended && !state.sessions.isEmpty());
    state.sessionMillis = state.nowMillis;
    state.restarts();
    if (state.session(started.session()) == null) {
      if (state.sessions.size() == AgentState.SESSIONS) {
        state.sessions.removeFirst();
      }
      state.sessions.add(new OpenSession(started.session(), 0));
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

  private static void sessionEnded(
      AgentState state, AgentEvent.SessionEnded ended, SignalSink out) {
    deed(state);
    OpenSession session = state.session(ended.session());
    if (session != null) {
      state.sessions.remove(session);
      state.sessionTokens = state.sessionTokens.plus(session.tokens, 1);
      out.accept(new Signal.SessionTokens(state.key, state.nowMillis, state.sessionTokens));
    }
    if (state.sessions.isEmpty()) {
      state.tasks.forEach(task -> UseRules.ended(state, task, false));
      state.tasks.clear();
      state.calls.clear();
      state.attended = false;
      state.talk.acted();
      state.repeats = 0;
    }
  }

  private static void taskStarted(
      AgentState state, AgentEvent.TaskStarted started, SignalSink out) {
    stir(state);
    if (state.earlyTasks.take(started.task(), started.atMillis())) {
      return;
    }
    begin(state);
    if (state.task(started.task()) == null) {
      if (state.tasks.size() == AgentState.TASKS) {
        UseRules.ended(state, state.tasks.removeFirst(), false);
      }
      state.tasks.add(new OpenTask(started.task(), started.kind(), state.nowMillis));
    }
    progress(state, out);
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
      UseRules.ended(state, task, again);
      state.tasks.remove(task);
      tellSpend(state, task, finished.outcome(), out);
    }
    if (state.tasks.isEmpty()) {
      // What is still in flight belonged to the task: its end was lost.
      state.calls.clear();
    }
    state.repeats = 0;
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
      AgentState state, AgentEvent.ToolStarted started, ToolTimes times) {
    stir(state);
    if (state.earlyCalls.take(started.call(), started.atMillis())) {
      return;
    }
    begin(state);
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
    if (!removeCall(state, finished.call())) {
      state.earlyCalls.add(finished.call(), finished.atMillis());
    }
    ToolOutcome outcome = finished.outcome();
    long total = state.toolCalls.increment(outcome);
    out.accept(new Signal.ToolCallsEnded(state.key, state.nowMillis, outcome, total));
    long result = resultOf(finished);
    if (result != 0 && result == state.lastResult) {
      state.repeats++;
      state.repeatedAtMillis = state.nowMillis;
    } else {
      state.lastResult = result;
      state.lastTool = finished.tool();
      state.repeats = result == 0 ? 0 : 1;
      progress(state, out);
    }
  }

  /// The fingerprint of a call with its result, or 0 when the event does not carry both: without
  /// the result nothing says that a call repeated what it gave before.
  private static long resultOf(AgentEvent.ToolFinished finished) {
    return finished.argsHash().isEmpty() || finished.resultHash().isEmpty()
        ? 0
        : Fingerprint.of(finished.tool(), finished.argsHash(), finished.resultHash()).low();
  }

  private static void heartbeat(AgentState state, AgentEvent.Heartbeat heartbeat, SignalSink out) {
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

  private static void await(AgentState state, WaitingFor party) {
    WaitingFor before = state.waitingFor;
    boolean same = before == party || (before != null && isProvider(before) && isProvider(party));
    if (!same) {
      state.waitingSinceMillis = state.nowMillis;
    }
    state.waitingFor = party;
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
  private static void begin(AgentState state) {
    long ended = state.containerEndedMillis;
    if (ended > 0) {
      state.containerEndedMillis = 0;
      state.calls.removeIf(call -> call.sinceMillis() <= ended);
      state.repeats = 0;
    }
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

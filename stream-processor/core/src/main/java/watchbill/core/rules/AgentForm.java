package watchbill.core.rules;

import java.util.Objects;
import watchbill.core.AgentActivity;
import watchbill.core.AgentKey;
import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.WaitingFor;
import watchbill.core.state.SpendForm;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;
import watchbill.core.state.UsageForm;

/// The byte form of an agent's state, version first.
final class AgentForm {
  private static final byte VERSION = 4;

  private AgentForm() {}

  static void save(AgentState state, StateOutput out) {
    out.number(VERSION);
    out.text(state.key.tenant());
    out.text(state.key.agent());
    out.number(state.nowMillis);
    out.text(state.role);
    out.text(state.parent);
    out.number(state.sessions.size());
    for (OpenSession session : state.sessions) {
      out.text(session.name);
      out.number(session.tokens);
      out.number(session.heardMillis);
    }
    out.number(state.tasks.size());
    state.tasks.forEach(task -> task.save(out));
    saveSpend(state, out);
    out.number(state.calls.size());
    state.calls.forEach(call -> call.save(out));
    out.number(state.attended ? 1 : 0);
    out.number(state.atPerson ? 1 : 0);
    state.talk.save(out);
    out.name(state.waitingFor);
    out.number(state.waitingSinceMillis);
    out.number(state.waitingAtMillis);
    out.number(state.sessionMillis);
    out.number(state.stirredAtMillis);
    out.number(state.restartedAtMillis);
    out.number(state.deedAtMillis);
    out.number(state.progressAtMillis);
    out.number(state.tokensSinceProgress);
    out.number(state.picoUsdSinceProgress);
    state.patterns.save(out);
    saveContainers(state, out);
    out.number(state.loadKnown ? 1 : 0);
    out.number(state.loadAtMillis);
    out.number(state.activeSessions);
    out.number(state.queueDepth);
    out.name(state.stuckBy);
    out.name(state.suspectedOf);
    out.number(state.judgedAtMillis);
    out.number(state.speaking.size());
    state.speaking.forEach(out::name);
    state.fired.save(out);
    out.name(state.everShown ? state.shown : null);
    saveTotals(state, out);
    saveTasks(state, out);
  }

  static AgentState restore(StateInput in) {
    long version = in.number();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "state: want version %d of an agent, have %d".formatted(VERSION, version));
    }
    AgentState state = new AgentState(new AgentKey(in.text(), in.text()));
    state.nowMillis = in.number();
    state.role = in.text();
    state.parent = in.text();
    for (int left = in.count(); left > 0; left--) {
      state.sessions.add(new OpenSession(in.text(), in.number(), in.number()));
    }
    for (int left = in.count(); left > 0; left--) {
      state.tasks.add(OpenTask.restore(in));
    }
    restoreSpend(state, in);
    for (int left = in.count(); left > 0; left--) {
      state.calls.add(AgentState.Call.restore(in));
    }
    state.attended = in.number() == 1;
    state.atPerson = in.number() == 1;
    state.talk.restore(in);
    state.waitingFor = in.name(WaitingFor.class);
    state.waitingSinceMillis = in.number();
    state.waitingAtMillis = in.number();
    state.sessionMillis = in.number();
    state.stirredAtMillis = in.number();
    state.restartedAtMillis = in.number();
    state.deedAtMillis = in.number();
    state.progressAtMillis = in.number();
    state.tokensSinceProgress = in.number();
    state.picoUsdSinceProgress = in.number();
    state.patterns.restore(in);
    restoreContainers(state, in);
    state.loadKnown = in.number() == 1;
    state.loadAtMillis = in.number();
    state.activeSessions = (int) in.number();
    state.queueDepth = (int) in.number();
    state.stuckBy = in.name(StuckCause.class);
    state.suspectedOf = in.name(StuckCause.class);
    state.judgedAtMillis = in.number();
    for (int left = in.count(); left > 0; left--) {
      RuleKind kind = in.name(RuleKind.class);
      if (kind != null) {
        state.speaking.add(kind);
      }
    }
    state.fired.restore(in);
    AgentActivity shown = in.name(AgentActivity.class);
    state.everShown = shown != null;
    state.shown = Objects.requireNonNullElse(shown, AgentActivity.IDLE);
    restoreTotals(state, in);
    restoreTasks(state, in);
    return state;
  }

  private static void saveTasks(AgentState state, StateOutput out) {
    state.interruptions.save(out);
    state.recovery.save(out);
    state.taskLevels.save(out);
    state.deliveries.save(out);
    state.relaunches.save(out);
    state.compactions.save(out);
    state.openWaits.save(out);
    state.heartbeats.save(out);
  }

  private static void restoreTasks(AgentState state, StateInput in) {
    state.interruptions.restore(in);
    state.recovery.restore(in);
    state.taskLevels.restore(in);
    state.deliveries.restore(in);
    state.relaunches.restore(in);
    state.compactions.restore(in);
    state.openWaits.restore(in);
    state.heartbeats.restore(in);
  }

  private static void saveContainers(AgentState state, StateOutput out) {
    out.number(state.containers.size());
    state.containers.forEach(ends -> ends.save(out));
    out.number(state.containerEndedMillis);
    state.earlyCalls.save(out);
    state.earlyTasks.save(out);
    state.pods.save(out);
    state.governor.save(out);
  }

  private static void restoreContainers(AgentState state, StateInput in) {
    for (int left = in.count(); left > 0; left--) {
      state.containers.add(ContainerEnds.restore(in));
    }
    state.containerEndedMillis = in.number();
    state.earlyCalls.restore(in);
    state.earlyTasks.restore(in);
    state.pods.restore(in);
    state.governor.restore(in);
  }

  private static void saveTotals(AgentState state, StateOutput out) {
    state.toolCalls.save(out);
    state.taskEnds.save(out);
    out.number(state.models.size());
    for (ModelSpend spend : state.models) {
      out.text(spend.provider);
      out.text(spend.model);
      UsageForm.save(spend.usage, out);
      out.number(spend.responses);
      SpendForm.save(spend.cost, out);
      out.number(spend.unpricedTokens);
      out.number(spend.pricedLaterTokens);
      out.number(spend.staleResponses);
    }
  }

  private static void restoreTotals(AgentState state, StateInput in) {
    state.toolCalls.restore(in);
    state.taskEnds.restore(in);
    for (int left = in.count(); left > 0; left--) {
      ModelSpend spend = new ModelSpend(in.text(), in.text());
      spend.usage = UsageForm.restore(in);
      spend.responses = in.number();
      spend.cost = SpendForm.restoreCost(in);
      spend.unpricedTokens = in.number();
      spend.pricedLaterTokens = in.number();
      spend.staleResponses = in.number();
      state.models.add(spend);
    }
  }

  private static void saveSpend(AgentState state, StateOutput out) {
    state.untasked.save(out);
    out.number(state.taskedUntilMillis);
    SpendForm.save(state.standing, out);
    state.cachedPrompts.save(out);
    out.number(state.taskCosts.size());
    state.taskCosts.forEach((kind, costs) -> {
      out.text(kind);
      SpendForm.save(costs, out);
    });
    SpendForm.save(state.sessionTokens, out);
  }

  private static void restoreSpend(AgentState state, StateInput in) {
    state.untasked = OpenTask.restore(in);
    state.taskedUntilMillis = in.number();
    state.standing = SpendForm.restoreStanding(in);
    state.cachedPrompts.restore(in);
    for (int left = in.count(); left > 0; left--) {
      state.taskCosts.put(in.text(), SpendForm.restoreDistribution(in));
    }
    state.sessionTokens = SpendForm.restoreDistribution(in);
  }
}

package watchbill.core;

import watchbill.core.money.Distribution;
import watchbill.core.money.ModelBill;
import watchbill.core.money.SpendStanding;
import watchbill.core.money.Uses;

/// What an agent's history means. Signals carry totals and states, never differences, so one that
/// arrives twice changes nothing.
///
/// `atMillis` dates a signal in the time in which events are heard: that of the event that caused
/// it, or the deadline that passed, not the moment when somebody noticed.
public sealed interface Signal {
  /// Whom it is about.
  AgentKey agent();

  /// Since when it holds, in milliseconds since the epoch.
  long atMillis();

  /// All tokens of one model that this agent has consumed so far, and what they cost; and where its
  /// spend on all models stands by that.
  record TokensConsumed(AgentKey agent, long atMillis, ModelBill bill, SpendStanding standing)
      implements Signal {}

  /// Where the agent's spend stands: something that it spent before turned out to be for another
  /// use, or a day, a week or a month ended.
  record SpendChanged(AgentKey agent, long atMillis, SpendStanding standing) implements Signal {}

  /// A task ended, and this was spent on it by this agent. Told once, when it ends.
  ///
  /// @param kind groups tasks that are alike; empty when nobody said
  /// @param beganAtMillis when it began, in the time of `atMillis`
  /// @param tokens of all classes together
  /// @param unpricedTokens those of them for which there was no price
  record TaskSpent(
      AgentKey agent,
      long atMillis,
      String task,
      String kind,
      TaskOutcome outcome,
      long beganAtMillis,
      long tokens,
      long unpricedTokens,
      Uses uses)
      implements Signal {}

  /// What the agent's ended tasks of one kind cost, each in dollars, the sum in pico-dollars; those
  /// with unpriced tokens are left out. Kinds beyond the first 16 are `_other`.
  record TaskCosts(AgentKey agent, long atMillis, String kind, Distribution costs)
      implements Signal {}

  /// How many tokens each of the agent's ended sessions consumed.
  record SessionTokens(AgentKey agent, long atMillis, Distribution tokens) implements Signal {}

  /// The agent works for another agent of its tenant. What it spends is its own, and not its
  /// parent's: who wants the sum of both adds them up.
  record ParentLearned(AgentKey agent, long atMillis, String parent) implements Signal {}

  /// The load that the agent last reported; -1 where it gave none.
  record LoadReported(AgentKey agent, long atMillis, int activeSessions, int queueDepth)
      implements Signal {}

  /// The last reported load is too old to be true.
  record LoadUnknown(AgentKey agent, long atMillis) implements Signal {}

  /// The agent's role, from the session that began last.
  record RoleLearned(AgentKey agent, long atMillis, String role) implements Signal {}

  /// The agent is doing something else now.
  record ActivityChanged(AgentKey agent, long atMillis, AgentActivity activity) implements Signal {}

  /// The agent made progress: a tool came back with a result, a task began, moved on or ended.
  record ProgressMade(AgentKey agent, long atMillis) implements Signal {}

  /// Tool calls that ended so, ever.
  record ToolCallsEnded(AgentKey agent, long atMillis, ToolOutcome outcome, long total)
      implements Signal {}

  /// Tasks that ended so, ever.
  record TasksEnded(AgentKey agent, long atMillis, TaskOutcome outcome, long total)
      implements Signal {}

  /// The agent is stuck, for one cause; a second one replaces the first.
  ///
  /// @param progressAtMillis when it last made progress, in the time of `atMillis`
  record AgentStuck(
      AgentKey agent, long atMillis, StuckCause cause, long progressAtMillis, Evidence evidence)
      implements Signal {}

  /// The agent is not stuck any more.
  record AgentFreed(AgentKey agent, long atMillis, StuckCause cause) implements Signal {}

  /// Something speaks against the agent, and not yet strongly enough to call it stuck; a second one
  /// replaces the first. It ends when the agent's activity changes to another than `SUSPECT`.
  record AgentSuspect(
      AgentKey agent, long atMillis, StuckCause cause, long progressAtMillis, Evidence evidence)
      implements Signal {}

  /// How often a rule has begun to call the agent suspect or stuck, ever.
  record RuleFired(AgentKey agent, long atMillis, RuleKind rule, long total) implements Signal {}

  /// Since when the oldest of the tool calls in flight is, in milliseconds since the epoch; 0 when
  /// none is.
  record CallsInFlight(AgentKey agent, long atMillis, long sinceMillis) implements Signal {}

  /// How long the agent has waited for humans, ever.
  ///
  /// @param sinceMillis since when it waits now, in milliseconds since the epoch; 0 when it does
  ///   not
  /// @param totalMillis the waits that ended
  record HumanWaits(AgentKey agent, long atMillis, long sinceMillis, long totalMillis)
      implements Signal {}

  /// The agent has work, and not even its heartbeats come any more: since when, in milliseconds
  /// since the epoch; 0 when they come again.
  record TelemetryGap(AgentKey agent, long atMillis, long sinceMillis) implements Signal {}

  /// The agent's tasks that were interrupted for one cause, ever, and what was lost with them since
  /// their last checkpoints.
  ///
  /// @param lostTokens of all classes
  /// @param lostPicoUsd what they cost
  /// @param lostMillis how long the agent had worked on what was lost
  record TasksInterrupted(
      AgentKey agent,
      long atMillis,
      InterruptCause cause,
      long total,
      long lostTokens,
      long lostPicoUsd,
      long lostMillis)
      implements Signal {}

  /// How long each of the agent's ways back to work took up to one phase, each in seconds, the sum
  /// in milliseconds.
  record Recovered(AgentKey agent, long atMillis, RecoveryPhase phase, Distribution millis)
      implements Signal {}

  /// How often the agent's memory governor has acted so, ever.
  record ContextsReduced(AgentKey agent, long atMillis, ContextReduction how, long total)
      implements Signal {}

  /// How often the agent was killed for memory though its governor had not reached its last tier,
  /// ever.
  record GovernorMissed(AgentKey agent, long atMillis, long total) implements Signal {}

  /// How often the agent took on a task that another agent had begun and not ended, ever.
  record TasksBounced(AgentKey agent, long atMillis, long total) implements Signal {}

  /// How often the agent completed a task that had been completed before, ever: its acknowledgement
  /// came too late.
  record TasksDuplicated(AgentKey agent, long atMillis, long total) implements Signal {}

  /// How many of the agent's tasks went on after their deadline, ever.
  record DeadlinesMissed(AgentKey agent, long atMillis, String kind, long total)
      implements Signal {}

  /// How long the agent's ended tasks of one kind took, each in seconds, the sum in milliseconds.
  /// Kinds beyond the first 16 are `_other`.
  record TaskDurations(AgentKey agent, long atMillis, String kind, Distribution millis)
      implements Signal {}

  /// Many agents of one tenant came to a stop together: one incident, and none of them is called
  /// stuck for its silence while it lasts. `agent` is the whole tenant.
  ///
  /// @param silent how many of them
  /// @param atWork of how many that have work
  record IncidentBegan(AgentKey agent, long atMillis, IncidentCause cause, int silent, int atWork)
      implements Signal {}

  /// The agents of the tenant go on again, or have been silent for so long that each is judged by
  /// itself. `agent` is the whole tenant.
  record IncidentEnded(AgentKey agent, long atMillis, IncidentCause cause) implements Signal {}
}

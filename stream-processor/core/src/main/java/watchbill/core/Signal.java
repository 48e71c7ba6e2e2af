package watchbill.core;

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

  /// All tokens of one model that this agent has consumed so far, and what they cost.
  ///
  /// @param responses distinct model responses
  /// @param picoUsd the price of all tokens that have one, in pico-dollars
  /// @param unpricedTokens tokens for which no price is known; they are not in `picoUsd`
  record TokensConsumed(
      AgentKey agent,
      long atMillis,
      String provider,
      String model,
      Usage usage,
      long responses,
      long picoUsd,
      long unpricedTokens)
      implements Signal {}

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
  /// @param evidence what the verdict rests on, for a person: a tool, a call, a pod
  record AgentStuck(
      AgentKey agent, long atMillis, StuckCause cause, long progressAtMillis, String evidence)
      implements Signal {}

  /// The agent is not stuck any more.
  record AgentFreed(AgentKey agent, long atMillis, StuckCause cause) implements Signal {}
}

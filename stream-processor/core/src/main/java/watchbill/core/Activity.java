package watchbill.core;

/// An agent's event as it was heard.
///
/// @param agent whose event, by the way that it came
/// @param id makes it idempotent: a second event of one agent with this id is the same event; empty
///   when it has none
/// @param heardAtMillis when its source took it in (JetStream's own time stamp), in milliseconds
///   since the epoch; never falls within one source. Silence is measured in this time, so that an
///   agent's wrong clock accuses nobody
/// @param event what the agent did
public record Activity(AgentKey agent, String id, long heardAtMillis, AgentEvent event) {}

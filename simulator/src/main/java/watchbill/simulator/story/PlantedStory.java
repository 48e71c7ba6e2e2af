package watchbill.simulator.story;

import watchbill.core.AgentKey;
import watchbill.core.StuckCause;

/// A trouble that was planted: a watcher whose limit is shorter than its length should find this
/// agent stuck for this cause, and should free it soon after the end.
///
/// @param fromMillis when it began, in milliseconds since the epoch
/// @param untilMillis when it was over
/// @param what what happens, for a person
public record PlantedStory(
    AgentKey agent, StuckCause cause, long fromMillis, long untilMillis, String what) {}

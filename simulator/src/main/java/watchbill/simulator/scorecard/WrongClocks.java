package watchbill.simulator.scorecard;

import java.util.SplittableRandom;
import watchbill.core.AgentEvent;

/// Agents' clocks that jump by an hour, and later back. They date what the agents say, and do not
/// change when it is heard.
final class WrongClocks {
  private static final long HOUR_MILLIS = 3_600_000;

  private final long seed;
  private final int perMille;

  WrongClocks(long seed, int perMille) {
    this.seed = seed;
    this.perMille = perMille;
  }

  /// The event as this agent's clock dates it.
  AgentEvent date(int agent, AgentEvent event) {
    long by = wrongBy(agent, event.atMillis());
    return by == 0 ? event : shifted(event, by);
  }

  /// A wrong clock is wrong for half of a span of its own, again and again.
  private long wrongBy(int agent, long atMillis) {
    SplittableRandom random = new SplittableRandom(seed ^ agent * 0x9E3779B97F4A7C15L);
    if (random.nextInt(1000) >= perMille) {
      return 0;
    }
    long by = random.nextBoolean() ? HOUR_MILLIS : -HOUR_MILLIS;
    long span = random.nextLong(HOUR_MILLIS / 6, HOUR_MILLIS);
    long phase = random.nextLong(span);
    return (atMillis + phase) / span % 2 == 0 ? 0 : by;
  }

  private static AgentEvent shifted(AgentEvent event, long by) {
    long at = event.atMillis() + by;
    return switch (event) {
      case AgentEvent.SessionStarted e ->
          new AgentEvent.SessionStarted(
              at,
              e.session(),
              e.role(),
              e.runtime(),
              e.namespace(),
              e.pod(),
              e.node(),
              e.parent(),
              e.attended());
      case AgentEvent.SessionEnded e -> new AgentEvent.SessionEnded(at, e.session(), e.reason());
      case AgentEvent.TaskStarted e ->
          new AgentEvent.TaskStarted(
              at, e.task(), e.kind(), e.deadlineMillis() == 0 ? 0 : e.deadlineMillis() + by);
      case AgentEvent.TaskProgressed e -> new AgentEvent.TaskProgressed(at, e.task(), e.marker());
      case AgentEvent.TaskFinished e -> new AgentEvent.TaskFinished(at, e.task(), e.outcome());
      case AgentEvent.ToolStarted e ->
          new AgentEvent.ToolStarted(at, e.call(), e.tool(), e.argsHash(), e.argsSketch());
      case AgentEvent.ToolFinished e ->
          new AgentEvent.ToolFinished(
              at,
              e.call(),
              e.tool(),
              e.argsHash(),
              e.resultHash(),
              e.outcome(),
              e.errorType(),
              e.argsSketch());
      case AgentEvent.ModelAnswered e ->
          new AgentEvent.ModelAnswered(
              at,
              e.provider(),
              e.model(),
              e.response(),
              e.serviceTier(),
              e.usage(),
              e.session(),
              e.task(),
              e.compaction());
      case AgentEvent.ModelFailed e ->
          new AgentEvent.ModelFailed(at, e.provider(), e.model(), e.errorType());
      case AgentEvent.Waiting e -> new AgentEvent.Waiting(at, e.party());
      case AgentEvent.Resumed e -> new AgentEvent.Resumed(at, e.party());
      case AgentEvent.Heartbeat e ->
          new AgentEvent.Heartbeat(
              at, e.activeSessions(), e.queueDepth(), e.call(), e.memoryBytes());
      case AgentEvent.ContextReduced e ->
          new AgentEvent.ContextReduced(at, e.how(), e.tokensBefore(), e.tokensAfter());
      case AgentEvent.Checkpointed e -> new AgentEvent.Checkpointed(at, e.task(), e.restored());
    };
  }
}

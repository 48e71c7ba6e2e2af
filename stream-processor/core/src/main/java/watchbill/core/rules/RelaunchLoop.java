package watchbill.core.rules;

import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.time.Outages;

/// The agent's process starts again and again within a pod that Kubernetes finds healthy: sessions
/// begin in a row, and none of them does anything ([Relaunches]). It is over when one does, or when
/// none has begun for as long as the window.
///
/// Source: an agent whose supervisor relaunched it every two seconds, in a pod with no restarts
/// (agent.ceo's incident report); five in five minutes. Since a start of several sessions is over
/// within seconds, the row must have lasted for half a minute.
final class RelaunchLoop implements Rule {
  private static final long WINDOW_MILLIS = 300_000;
  private static final long LASTS_MILLIS = 30_000;
  private static final int EARLIER = 2;

  private final int limit;

  RelaunchLoop(Thresholds thresholds) {
    limit = thresholds.tasks().relaunches();
  }

  @Override
  public RuleKind kind() {
    return RuleKind.RELAUNCH;
  }

  @Override
  public long suspectsFrom(AgentState state, Outages outages) {
    return from(state.relaunches, Math.max(2, limit - EARLIER));
  }

  @Override
  public long holdsFrom(AgentState state, Outages outages) {
    return from(state.relaunches, limit);
  }

  @Override
  public long speaksUntil(AgentState state) {
    return state.relaunches.lastMillis() + WINDOW_MILLIS;
  }

  @Override
  public StuckCause cause(AgentState state) {
    return StuckCause.RELAUNCH_LOOP;
  }

  @Override
  public String evidence(AgentState state) {
    Relaunches row = state.relaunches;
    return "%d sessions begun since %s, and none of them did anything"
        .formatted(row.count(), Phrases.time(row.sinceMillis()));
  }

  private static long from(Relaunches row, int sessions) {
    boolean lasts = row.lastMillis() - row.sinceMillis() >= LASTS_MILLIS;
    return lasts && row.within(sessions, WINDOW_MILLIS) ? row.lastMillis() : NEVER;
  }
}

package watchbill.cli.explain;

import watchbill.core.AgentKey;
import watchbill.core.Evidence;
import watchbill.core.Signal;
import watchbill.core.StuckCause;

/// One verdict, as long as it stood.
///
/// @param sinceMillis in milliseconds since the epoch
/// @param remembered whether it stood before this process began, so that it is older than
///   `sinceMillis`
/// @param untilMillis when it ended, or another took its place; 0 while it stands
public record Verdict(
    AgentKey agent,
    StuckCause cause,
    Evidence evidence,
    long sinceMillis,
    boolean remembered,
    long untilMillis) {
  static Verdict of(Signal.AgentStuck stuck, boolean remembered) {
    return new Verdict(
        stuck.agent(), stuck.cause(), stuck.evidence(), stuck.atMillis(), remembered, 0);
  }

  Verdict endedAt(long atMillis) {
    return new Verdict(agent, cause, evidence, sinceMillis, remembered, atMillis);
  }
}

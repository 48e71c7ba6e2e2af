package watchbill.cli.explain;

import watchbill.core.Evidence;
import watchbill.core.Signal;
import watchbill.core.StuckCause;

/// What stands against an agent.
///
/// @param stuck whether it is called stuck; otherwise it is suspect
/// @param sinceMillis in milliseconds since the epoch
/// @param remembered whether it stood before this process began, so that it is older than
///   `sinceMillis`
public record Charge(
    boolean stuck, StuckCause cause, long sinceMillis, Evidence evidence, boolean remembered) {
  static Charge of(Signal.AgentStuck stuck, boolean remembered) {
    return new Charge(true, stuck.cause(), stuck.atMillis(), stuck.evidence(), remembered);
  }

  static Charge of(Signal.AgentSuspect suspect, boolean remembered) {
    return new Charge(false, suspect.cause(), suspect.atMillis(), suspect.evidence(), remembered);
  }
}

package watchbill.cli;

import java.util.ArrayList;
import java.util.List;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.Evidence;
import watchbill.core.Signal;
import watchbill.core.StuckCause;
import watchbill.core.TaskOutcome;
import watchbill.core.rules.Fleet;
import watchbill.core.rules.FleetOptions;

/// What the whole of the rules says of runs that have no times: played as one task each, a call
/// back every fifteen seconds.
final class FleetReading {
  private static final long START = 1_770_000_000_000L;
  private static final long PACE_MILLIS = 15_000;

  /// Something that was said of a run.
  ///
  /// @param call after which of its calls, from 1
  record Said(int call, boolean stuck, StuckCause cause, Evidence evidence) {}

  private FleetReading() {}

  static List<Said> of(LabelledRun run) {
    AgentKey agent = new AgentKey("recorded", "agent");
    Fleet fleet = new Fleet(FleetOptions.DEFAULT);
    List<Said> said = new ArrayList<>();
    int[] call = {0};
    long at = START;
    apply(fleet, agent, at, new AgentEvent.TaskStarted(at, "task", ""), call, said);
    for (AgentEvent.ToolFinished finished : run.calls()) {
      at += PACE_MILLIS;
      long begun = at - PACE_MILLIS / 2;
      call[0]++;
      AgentEvent started =
          new AgentEvent.ToolStarted(
              begun, finished.call(), finished.tool(), finished.argsHash(), finished.argsSketch());
      apply(fleet, agent, begun, started, call, said);
      apply(fleet, agent, at, finished, call, said);
    }
    AgentEvent end = new AgentEvent.TaskFinished(at, "task", TaskOutcome.COMPLETED);
    apply(fleet, agent, at + PACE_MILLIS, end, call, said);
    return said;
  }

  private static void apply(
      Fleet fleet, AgentKey agent, long at, AgentEvent event, int[] call, List<Said> said) {
    fleet.apply(
        new Activity(agent, "", at, event),
        signal -> {
          switch (signal) {
            case Signal.AgentStuck stuck ->
                said.add(new Said(call[0], true, stuck.cause(), stuck.evidence()));
            case Signal.AgentSuspect suspect ->
                said.add(new Said(call[0], false, suspect.cause(), suspect.evidence()));
            default -> {}
          }
        });
  }
}

package watchbill.core.rules;

import java.util.ArrayList;
import java.util.List;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// A fleet that hears what agents do at certain seconds, and what it says of one of them: what it
/// is doing, and what is found against it.
final class Heard {
  static final long START = 1_770_000_000_000L;

  final List<String> said = new ArrayList<>();
  private final FleetOptions options;
  private final AgentKey told;
  private Fleet fleet;
  private int events;

  Heard(FleetOptions options, AgentKey told) {
    this.options = options;
    this.told = told;
    this.fleet = new Fleet(options);
  }

  void at(long second, AgentEvent event) {
    at(second, told, event);
  }

  void at(long second, AgentKey agent, AgentEvent event) {
    long millis = START + second * 1_000L;
    fleet.apply(new Activity(agent, "event-" + events++, millis, event), this::note);
  }

  void passTo(long second) {
    fleet.advance(START + second * 1_000L, this::note);
  }

  void restart() {
    StateOutput out = new StateOutput();
    fleet.save(out);
    fleet = Fleet.restore(new StateInput(out.toBytes()), options);
  }

  static AgentEvent session(boolean attended) {
    return new AgentEvent.SessionStarted(0, "s", "", "", "", "", "", "", attended);
  }

  static AgentEvent task() {
    return new AgentEvent.TaskStarted(0, "task-42", "fix");
  }

  static AgentEvent called(String call, String tool, long second) {
    return new AgentEvent.ToolStarted(START + second * 1_000, call, tool, "h");
  }

  static AgentEvent returned(String call, String tool, long second, ToolOutcome outcome) {
    return new AgentEvent.ToolFinished(
        START + second * 1_000, call, tool, "h", "r" + second, outcome, "");
  }

  static AgentEvent answered(String response, long output) {
    return new AgentEvent.ModelAnswered(
        START, "anthropic", "m", response, "", new Usage(10, output, 0, 0, 0, 0));
  }

  private void note(Signal signal) {
    if (!signal.agent().equals(told)) {
      return;
    }
    long second = (signal.atMillis() - START) / 1_000;
    switch (signal) {
      case Signal.ActivityChanged changed -> said.add(second + " " + changed.activity());
      case Signal.AgentStuck stuck ->
          said.add(second + " stuck " + stuck.cause() + ": " + stuck.evidence().text());
      case Signal.AgentSuspect suspect ->
          said.add(second + " suspect " + suspect.cause() + ": " + suspect.evidence().text());
      default -> {}
    }
  }
}

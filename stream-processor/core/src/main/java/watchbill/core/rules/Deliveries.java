package watchbill.core.rules;

import watchbill.core.Signal;
import watchbill.core.port.SignalSink;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// How often an agent was given a task that another had begun and not ended, and how often it
/// completed one that was completed. Owned by its [AgentState]; two numbers.
final class Deliveries {
  private long bounced;
  private long duplicated;

  /// It took a task on from another agent.
  void bounced(AgentState state, SignalSink out) {
    bounced++;
    out.accept(new Signal.TasksBounced(state.key, state.nowMillis, bounced));
  }

  /// It completed a task that had been completed before.
  void duplicated(AgentState state, SignalSink out) {
    duplicated++;
    out.accept(new Signal.TasksDuplicated(state.key, state.nowMillis, duplicated));
  }

  /// Whether it ever took a task on from another agent.
  boolean hasBounced() {
    return bounced > 0;
  }

  /// Tells what was told before.
  void tellAll(AgentState state, SignalSink out) {
    if (bounced > 0) {
      out.accept(new Signal.TasksBounced(state.key, state.nowMillis, bounced));
    }
    if (duplicated > 0) {
      out.accept(new Signal.TasksDuplicated(state.key, state.nowMillis, duplicated));
    }
  }

  void save(StateOutput out) {
    out.number(bounced);
    out.number(duplicated);
  }

  void restore(StateInput in) {
    bounced = in.number();
    duplicated = in.number();
  }
}

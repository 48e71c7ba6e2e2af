package watchbill.benchmarks;

import java.util.ArrayList;
import java.util.List;
import watchbill.core.AgentKey;
import watchbill.simulator.FleetPlan;
import watchbill.simulator.Recording;
import watchbill.simulator.Simulation;
import watchbill.simulator.story.SimulatedItem.AgentSpoke;

/// The bytes of one event, and who sent it when.
@SuppressWarnings("ArrayRecordComponent") // never compared
record RecordedEvent(AgentKey agent, byte[] json, long heardAtMillis) {
  /// The first events of a simulated fleet, always the same ones.
  static List<RecordedEvent> ofAFleet(int agents, int events) {
    List<RecordedEvent> recorded = new ArrayList<>(events);
    Simulation simulation = new Simulation(FleetPlan.of(1, agents, 4));
    while (recorded.size() < events) {
      if (simulation.next() instanceof AgentSpoke spoken) {
        recorded.add(
            new RecordedEvent(
                spoken.activity().agent(),
                Recording.bytes(spoken),
                spoken.activity().heardAtMillis()));
      }
    }
    return recorded;
  }
}

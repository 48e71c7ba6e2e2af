package watchbill.simulator;

import java.util.ArrayList;
import java.util.List;
import watchbill.simulator.story.SimulatedItem;
import watchbill.simulator.story.SimulatedItem.AgentSpoke;

/// A plan played to its end.
final class Played {
  private Played() {}

  static List<SimulatedItem> all(FleetPlan plan) {
    List<SimulatedItem> items = new ArrayList<>();
    new Simulation(plan).forEachRemaining(items::add);
    return items;
  }

  static List<AgentSpoke> events(FleetPlan plan) {
    List<AgentSpoke> events = new ArrayList<>();
    for (SimulatedItem item : all(plan)) {
      if (item instanceof AgentSpoke spoken) {
        events.add(spoken);
      }
    }
    return events;
  }
}

package watchbill.simulator.story;

import watchbill.core.Activity;
import watchbill.core.ClusterFact;

/// Something that happens in the fleet. `afterMillis` is when it can be heard, in milliseconds
/// after the fleet's start; the items of a simulation never go back in it.
public sealed interface SimulatedItem {
  /// When it can be heard, in milliseconds after the fleet's start.
  long afterMillis();

  /// An agent sent an event. An event that is delivered again is the same activity, heard later.
  record AgentSpoke(long afterMillis, Activity activity) implements SimulatedItem {}

  /// The cluster says something of an agent's pod.
  record ClusterSpoke(long afterMillis, ClusterFact fact) implements SimulatedItem {}

  /// A pod appeared or changed.
  record PodChanged(long afterMillis, SimulatedPod pod) implements SimulatedItem {}

  /// A planted trouble begins: for whoever tells the story, never for the watcher.
  record TroubleBegan(long afterMillis, PlantedStory story) implements SimulatedItem {}

  /// A planted trouble is over.
  record TroubleEnded(long afterMillis, PlantedStory story) implements SimulatedItem {}
}

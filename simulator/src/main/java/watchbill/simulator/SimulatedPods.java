package watchbill.simulator;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import watchbill.simulator.story.SimulatedItem;
import watchbill.simulator.story.SimulatedItem.PodChanged;
import watchbill.simulator.story.SimulatedPod;

/// The pods of a fleet as the API server would list them now. Read it from the thread that plays.
public final class SimulatedPods {
  private final Map<String, SimulatedPod> byName = new LinkedHashMap<>();

  SimulatedPods() {}

  /// All pods, in the order in which they appeared.
  public Collection<SimulatedPod> current() {
    return Collections.unmodifiableCollection(byName.values());
  }

  void learn(SimulatedItem item) {
    if (item instanceof PodChanged changed) {
      SimulatedPod pod = changed.pod();
      byName.put(pod.namespace() + "/" + pod.name(), pod);
    }
  }
}

package watchbill.cli.split;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import watchbill.cli.TestPrices;
import watchbill.core.port.SignalSink;
import watchbill.core.rules.Fleet;
import watchbill.core.rules.FleetOptions;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;
import watchbill.simulator.FleetPlan;
import watchbill.simulator.Simulation;
import watchbill.simulator.story.SimulatedItem;
import watchbill.simulator.story.TroubleKind;

/// A fleet whose history is played, and that can be saved on the way. Safe from any thread.
final class ToldFleet {
  /// Everything that happens in three hours of a small fleet in which much goes wrong.
  static final List<SimulatedItem> HISTORY = history();

  private static final long START = plan().start().toEpochMilli();

  private final Fleet fleet;

  private ToldFleet(Fleet fleet) {
    this.fleet = fleet;
  }

  /// One that knows nothing, or what was saved, which it tells.
  static ToldFleet tellingTo(SignalSink sink, byte @Nullable [] saved) {
    FleetOptions options = FleetOptions.DEFAULT.with(TestPrices.shipped());
    Fleet fleet =
        saved == null ? new Fleet(options) : Fleet.restore(new StateInput(saved), options);
    ToldFleet told = new ToldFleet(fleet);
    told.tellAll(sink);
    return told;
  }

  synchronized void tellAll(SignalSink sink) {
    fleet.tellAll(sink);
  }

  /// Plays the history from one item to before another.
  synchronized void play(int from, int to, SignalSink sink) {
    for (SimulatedItem item : HISTORY.subList(from, to)) {
      switch (item) {
        case SimulatedItem.AgentSpoke spoken -> fleet.apply(spoken.activity(), sink);
        case SimulatedItem.ClusterSpoke spoken ->
            fleet.apply(spoken.fact(), START + spoken.afterMillis(), sink);
        case SimulatedItem.PodChanged _,
            SimulatedItem.TroubleBegan _,
            SimulatedItem.TroubleEnded _ -> {}
      }
    }
  }

  synchronized byte[] save() {
    StateOutput out = new StateOutput();
    fleet.save(out);
    return out.toBytes();
  }

  private static List<SimulatedItem> history() {
    Simulation simulation = new Simulation(plan());
    List<SimulatedItem> items = new ArrayList<>();
    while (simulation.hasNext()) {
      items.add(simulation.next());
    }
    return items;
  }

  private static FleetPlan plan() {
    return FleetPlan.of(11, 60, 2)
        .lasting(Duration.ofHours(3))
        .with(EnumSet.allOf(TroubleKind.class));
  }
}

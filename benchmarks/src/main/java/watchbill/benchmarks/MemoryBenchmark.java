package watchbill.benchmarks;

import java.io.PrintStream;
import java.time.Duration;
import watchbill.core.rules.Fleet;
import watchbill.core.rules.FleetOptions;
import watchbill.core.state.StateOutput;
import watchbill.simulator.FleetPlan;
import watchbill.simulator.Simulation;
import watchbill.simulator.story.SimulatedItem;

/// What a fleet of many agents holds in memory after some time at work: on the heap, and in a
/// checkpoint.
final class MemoryBenchmark {
  private static final int AGENTS = 20_000;
  private static final int TENANTS = 40;
  private static final Duration AT_WORK = Duration.ofMinutes(15);
  private static final int COLLECTIONS = 4;

  private long events;

  void run(PrintStream out) {
    long before = usedBytes();
    Fleet fleet = played();
    long after = usedBytes();
    StateOutput saved = new StateOutput();
    fleet.save(saved);
    out.printf(
        "%,d agents of %d tenants after %d minutes and %,d events: %,d bytes of heap an agent, %,d"
            + " bytes an agent in a checkpoint%n",
        fleet.size(),
        TENANTS,
        AT_WORK.toMinutes(),
        events,
        (after - before) / fleet.size(),
        saved.toBytes().length / fleet.size());
  }

  private Fleet played() {
    FleetPlan plan = FleetPlan.of(1, AGENTS, TENANTS).lasting(AT_WORK);
    Simulation simulation = new Simulation(plan);
    Fleet fleet = new Fleet(FleetOptions.DEFAULT);
    long start = plan.start().toEpochMilli();
    while (simulation.hasNext()) {
      SimulatedItem item = simulation.next();
      long at = start + item.afterMillis();
      if (item instanceof SimulatedItem.AgentSpoke spoken) {
        fleet.apply(spoken.activity(), _ -> {});
        events++;
      } else if (item instanceof SimulatedItem.ClusterSpoke spoken) {
        fleet.apply(spoken.fact(), at, _ -> {});
      }
    }
    return fleet;
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}

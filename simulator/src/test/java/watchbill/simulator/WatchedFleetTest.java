package watchbill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.Signal.AgentStuck;
import watchbill.core.Signal.TokensConsumed;
import watchbill.core.rules.Fleet;
import watchbill.core.rules.FleetOptions;
import watchbill.simulator.story.Finding;
import watchbill.simulator.story.PlantedStory;
import watchbill.simulator.story.SimulatedItem;

/// The core's own judgement of a simulated fleet, against the fleet's truth.
class WatchedFleetTest {
  private static final FleetPlan FIELD = FleetPlan.of(2, 60, 4);

  private record Consumer(AgentKey agent, String provider, String model) {}

  @Test
  void countsExactlyTheTokensThatWereConsumed() {
    Simulation simulation = new Simulation(FIELD);
    Map<Consumer, ModelTotal> counted = new HashMap<>();
    for (Signal signal : watch(simulation)) {
      if (signal instanceof TokensConsumed consumed) {
        counted.put(
            new Consumer(consumed.agent(), consumed.bill().provider(), consumed.bill().model()),
            new ModelTotal(
                consumed.agent(),
                consumed.bill().provider(),
                consumed.bill().model(),
                consumed.bill().usage(),
                consumed.bill().responses()));
      }
    }
    assertThat(counted.values()).containsExactlyInAnyOrderElementsOf(simulation.truth().totals());
  }

  @Test
  void findsEveryPlantedTroubleAndItsCause() {
    Simulation simulation = new Simulation(FIELD);
    List<AgentStuck> verdicts = verdicts(watch(simulation));

    assertThat(simulation.truth().planted()).hasSizeGreaterThan(30);
    for (PlantedStory story : simulation.truth().planted()) {
      if (story.kind().finding() == Finding.STUCK && story.isDue()) {
        assertThat(verdicts)
            .as(story.toString())
            .anyMatch(verdict -> explains(story, verdict) && story.kind().excuses(verdict.cause()));
      }
    }
  }

  @Test
  void accusesNobodyElse() {
    Simulation simulation = new Simulation(FIELD);
    for (AgentStuck verdict : verdicts(watch(simulation))) {
      assertThat(simulation.truth().planted())
          .as(verdict.toString())
          .anyMatch(story -> explains(story, verdict));
    }
  }

  private static boolean explains(PlantedStory story, AgentStuck verdict) {
    return story.agent().equals(verdict.agent())
        && verdict.atMillis() >= story.fromMillis()
        && verdict.atMillis() <= story.untilMillis();
  }

  private static List<AgentStuck> verdicts(List<Signal> signals) {
    List<AgentStuck> verdicts = new ArrayList<>();
    for (Signal signal : signals) {
      if (signal instanceof AgentStuck verdict) {
        verdicts.add(verdict);
      }
    }
    return verdicts;
  }

  private static List<Signal> watch(Simulation simulation) {
    List<Signal> signals = new ArrayList<>();
    Fleet fleet = new Fleet(FleetOptions.DEFAULT);
    long start = FIELD.start().toEpochMilli();
    while (simulation.hasNext()) {
      SimulatedItem item = simulation.next();
      fleet.advance(start + item.afterMillis(), signals::add);
      switch (item) {
        case SimulatedItem.AgentSpoke spoken -> fleet.apply(spoken.activity(), signals::add);
        case SimulatedItem.ClusterSpoke spoken ->
            fleet.apply(spoken.fact(), start + item.afterMillis(), signals::add);
        case SimulatedItem.PodChanged _ -> {}
        case SimulatedItem.TroubleBegan _ -> {}
        case SimulatedItem.TroubleEnded _ -> {}
      }
    }
    return signals;
  }
}

package watchbill.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import watchbill.core.Activity;
import watchbill.core.AgentKey;
import watchbill.simulator.story.Duplicates;
import watchbill.simulator.story.Pace;
import watchbill.simulator.story.SimulatedItem;
import watchbill.simulator.story.SimulatedItem.AgentSpoke;

class SimulationTest {
  private static final FleetPlan MINUTE =
      FleetPlan.of(7, 40, 3).at(Pace.DEMO).lasting(Duration.ofSeconds(60));

  @Test
  void playsTheSameItemsForTheSameSeed() {
    assertThat(Played.all(MINUTE)).isEqualTo(Played.all(MINUTE));
  }

  @Test
  void playsOtherItemsForAnotherSeed() {
    FleetPlan other = FleetPlan.of(8, 40, 3).at(Pace.DEMO).lasting(Duration.ofSeconds(60));

    assertThat(Played.all(other)).isNotEqualTo(Played.all(MINUTE));
  }

  @Test
  void neverGoesBackInTimeAndStopsAtItsLength() {
    long before = 0;
    for (SimulatedItem item : Played.all(MINUTE)) {
      assertThat(item.afterMillis()).isBetween(before, 59_999L);
      before = item.afterMillis();
    }
  }

  @Test
  void datesWhatIsHeardFromTheFleetsStart() {
    Instant start = Instant.parse("2030-01-01T00:00:00Z");

    for (AgentSpoke spoken : Played.events(MINUTE.startingAt(start))) {
      assertThat(spoken.activity().heardAtMillis())
          .isEqualTo(start.toEpochMilli() + spoken.afterMillis());
      assertThat(spoken.activity().event().atMillis())
          .isLessThanOrEqualTo(spoken.activity().heardAtMillis());
    }
  }

  @Test
  void repeatsNoIdWithoutDuplicates() {
    List<AgentSpoke> events = Played.events(MINUTE.with(Duplicates.NONE));

    assertThat(ids(events)).hasSameSizeAs(events);
  }

  @Test
  void sharesNoIdWithTheSameFleetAtAnotherTime() {
    Set<String> later =
        ids(Played.events(MINUTE.startingAt(Instant.parse("2030-01-01T00:00:00Z"))));

    assertThat(ids(Played.events(MINUTE))).doesNotContainAnyElementsOf(later);
  }

  @Test
  void deliversPlannedDuplicatesUnchangedAndLater() {
    Map<String, Activity> first = new HashMap<>();
    int again = 0;
    for (AgentSpoke spoken : Played.events(MINUTE.with(new Duplicates(100, 0, 0)))) {
      Activity activity = spoken.activity();
      Activity before = first.putIfAbsent(activity.id(), activity);
      if (before != null) {
        again++;
        assertThat(activity.event()).isEqualTo(before.event());
        assertThat(activity.agent()).isEqualTo(before.agent());
        assertThat(activity.heardAtMillis()).isGreaterThan(before.heardAtMillis());
      }
    }
    assertThat(again).isBetween(first.size() / 20, first.size() / 5);
  }

  @Test
  void dividesItsAgentsAmongItsTenants() {
    Set<AgentKey> agents = new HashSet<>();
    Set<String> tenants = new HashSet<>();
    for (AgentSpoke spoken : Played.events(MINUTE)) {
      agents.add(spoken.activity().agent());
      tenants.add(spoken.activity().agent().tenant());
    }
    assertThat(agents).hasSize(40);
    assertThat(tenants).hasSize(3);
  }

  @Test
  void playsTenThousandAgentsLazily() {
    Simulation simulation = new Simulation(FleetPlan.of(1, 10_000, 20));
    while (simulation.nextMillis() < Pace.REAL.longest().toMillis()) {
      simulation.next();
    }
    assertThat(simulation.hasNext()).isTrue();
    assertThat(simulation.truth().events()).isGreaterThan(100_000);
    assertThat(simulation.pods().current()).hasSize(10_000);
  }

  @Test
  void saysWhatAPlanMayHold() {
    assertThatThrownBy(() -> FleetPlan.of(1, 0, 1))
        .hasMessage("fleet.agents: want 1 to 100000, have 0");
    assertThatThrownBy(() -> FleetPlan.of(1, 2, 3))
        .hasMessage("fleet.tenants: want 1 to agents (2), have 3");
    assertThatThrownBy(() -> MINUTE.lasting(Duration.ofSeconds(-1)))
        .hasMessage("fleet.length: want 0 to 3650 days, have PT-1S");
  }

  private static Set<String> ids(List<AgentSpoke> events) {
    Set<String> ids = new HashSet<>();
    for (AgentSpoke spoken : events) {
      ids.add(spoken.activity().id());
    }
    return ids;
  }
}

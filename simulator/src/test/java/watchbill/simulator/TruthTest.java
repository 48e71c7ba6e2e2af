package watchbill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.AgentKey;
import watchbill.core.TokenClass;
import watchbill.core.Usage;
import watchbill.simulator.story.Duplicates;
import watchbill.simulator.story.Pace;
import watchbill.simulator.story.SimulatedItem;
import watchbill.simulator.story.SimulatedItem.AgentSpoke;

class TruthTest {
  private static final FleetPlan FLEET =
      FleetPlan.of(3, 60, 4).with(new Duplicates(300, 830, 1000)).lasting(Duration.ofHours(8));

  private record Response(String tenant, String provider, String id) {}

  @Test
  void equalsANaiveRecomputation() {
    Simulation simulation = new Simulation(FLEET);
    Map<Response, Usage> largest = new HashMap<>();
    Map<Response, ModelTotal> owners = new HashMap<>();
    long reports = 0;
    while (simulation.hasNext()) {
      if (simulation.next() instanceof AgentSpoke spoken
          && spoken.activity().event() instanceof ModelAnswered answer) {
        AgentKey agent = spoken.activity().agent();
        Response key = new Response(agent.tenant(), answer.provider(), answer.response());
        largest.merge(key, answer.usage(), Usage::max);
        owners.put(key, new ModelTotal(agent, answer.provider(), answer.model(), Usage.NONE, 0));
        reports++;
      }
    }

    Map<ModelTotal, ModelTotal> expected = new HashMap<>();
    owners.forEach((response, owner) -> {
      Usage usage = largest.getOrDefault(response, Usage.NONE);
      ModelTotal one = new ModelTotal(owner.agent(), owner.provider(), owner.model(), usage, 1);
      expected.merge(owner, one, TruthTest::sum);
    });
    assertThat(simulation.truth().totals()).containsExactlyInAnyOrderElementsOf(expected.values());
    assertThat(reports).isGreaterThan(2L * largest.size());
  }

  @Test
  void usesEveryTokenClassAndEveryModel() {
    Simulation simulation = new Simulation(FLEET.lasting(Duration.ofHours(1)));
    simulation.forEachRemaining(_ -> {});

    Usage all = Usage.NONE;
    Set<String> models = new HashSet<>();
    for (ModelTotal total : simulation.truth().totals()) {
      all = all.plus(total.usage());
      models.add(total.provider() + " " + total.model());
    }
    for (TokenClass tokenClass : TokenClass.values()) {
      assertThat(all.of(tokenClass)).as(tokenClass.name()).isPositive();
    }
    assertThat(models)
        .containsExactlyInAnyOrder(
            "anthropic claude-opus-4-6",
            "anthropic claude-haiku-4-5",
            "openai gpt-5",
            "vllm qwen3-coder-30b-internal");
  }

  @Test
  void countsTheSameTokensWithAndWithoutRedelivery() {
    FleetPlan once = FLEET.with(new Duplicates(0, 830, 500)).lasting(Duration.ofHours(2));
    FleetPlan often = FLEET.with(new Duplicates(900, 830, 500)).lasting(Duration.ofHours(2));

    assertThat(totals(often)).containsExactlyInAnyOrderElementsOf(totals(once));
  }

  @Test
  void listsTheTroublesInTheOrderInWhichTheyBegan() {
    Simulation simulation = new Simulation(FLEET.at(Pace.DEMO).lasting(Duration.ofMinutes(3)));
    List<Long> begins = new ArrayList<>();
    List<Long> told = new ArrayList<>();
    simulation.forEachRemaining(item -> {
      if (item instanceof SimulatedItem.TroubleBegan began) {
        told.add(began.story().fromMillis());
      }
    });
    simulation.truth().planted().forEach(story -> begins.add(story.fromMillis()));

    assertThat(begins).isEqualTo(told).isSorted().hasSizeGreaterThan(20);
  }

  private static List<ModelTotal> totals(FleetPlan plan) {
    Simulation simulation = new Simulation(plan);
    simulation.forEachRemaining(_ -> {});
    return List.copyOf(simulation.truth().totals());
  }

  private static ModelTotal sum(ModelTotal a, ModelTotal b) {
    return new ModelTotal(
        a.agent(),
        a.provider(),
        a.model(),
        a.usage().plus(b.usage()),
        a.responses() + b.responses());
  }
}

package watchbill.exporter.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.exporter.infrastructure.Clusters.GIB;
import static watchbill.exporter.infrastructure.Clusters.amounts;
import static watchbill.exporter.infrastructure.Clusters.claim;
import static watchbill.exporter.infrastructure.Clusters.inventory;
import static watchbill.exporter.infrastructure.Clusters.node;
import static watchbill.exporter.infrastructure.Clusters.pod;
import static watchbill.exporter.infrastructure.Clusters.text;
import static watchbill.exporter.infrastructure.Clusters.use;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import watchbill.connectors.kubernetes.ContainerKind;
import watchbill.connectors.kubernetes.ContainerState;
import watchbill.connectors.kubernetes.ContainerView;
import watchbill.connectors.kubernetes.NodeView;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.PodUse;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.InfrastructureFamilies.NodeLabels;
import watchbill.metrics.catalogue.InfrastructureFamilies.UnpricedLabels;

class PricingTest {
  private static final InfrastructureConfig CONFIG =
      Clusters.config(
          """
          infrastructure:
            currency: USD
            rates: {cpu: 0.03, memory: 0.004, gpu: 2}
            spotRates: {cpu: 0.01}
            pools: [{pool: big, cpu: 0.05}]
            gpus: {Tesla-T4: 0.35}
            volumes: {ssd: 0.073}
            statelessRates: {cpu: 0.00002, memory: 0.000002}
          """);
  private static final NodeView NODE = node("n", amounts(4_000, 16, 0), amounts(3_900, 14, 0));

  private final Pricing pricing = new Pricing(CONFIG, Clusters.OWNERS);

  @Test
  void dividesANodeAmongAgentsOthersItsSystemAndNobody() {
    Bill bill =
        pricing.of(
            inventory(
                List.of(
                    pod("acme", "ada", "n", amounts(1_000, 2, 0)),
                    pod("shared", "dns", "n", amounts(100, 1, 0))),
                List.of(NODE),
                List.of()));

    assertThat(text(bill))
        .as("4 vCPU at 3 cents and 16 GiB at 0.4 cents")
        .isEqualTo(
            """
            cpu agents ada 0.03
            cpu idle 0.084
            cpu other 0.003
            cpu reserved 0.003
            memory agents ada 0.008
            memory idle 0.044
            memory other 0.004
            memory reserved 0.008
            """);
  }

  @Test
  void chargesTheLargerOfRequestAndUse() {
    Bill bill =
        pricing.of(
            inventory(
                List.of(
                    pod("acme", "ada", "n", amounts(1_000, 2, 0)),
                    pod("acme", "bob", "n", amounts(1_000, 2, 0))),
                List.of(NODE),
                List.of(),
                use("acme", "ada", 2_000, 1),
                use("acme", "bob", 10, 4)));

    assertThat(text(bill))
        .contains("cpu agents ada 0.06\n", "memory agents ada 0.008\n")
        .contains("cpu agents bob 0.03\n", "memory agents bob 0.016\n");
  }

  @Test
  void takesNoUseThatWasMeasuredBeforeThePodWasMade() {
    PodUse ofThePodBefore = new PodUse("acme", "ada", 999, 2_000_000_000L, GIB);

    Bill bill =
        pricing.of(
            inventory(
                List.of(pod("acme", "ada", "n", amounts(1_000, 2, 0))),
                List.of(NODE),
                List.of(),
                ofThePodBefore));

    assertThat(text(bill)).contains("cpu agents ada 0.03\n");
    assertThat(bill.compared()).isEmpty();
  }

  @Test
  void sharesTheWholePriceAmongThoseWhoUseMoreThanThereIs() {
    Bill bill =
        pricing.of(
            inventory(
                List.of(
                    pod("acme", "ada", "n", amounts(3_000, 2, 0)),
                    pod("shared", "dns", "n", amounts(100, 1, 0))),
                List.of(NODE),
                List.of(),
                use("acme", "ada", 4_500, 1),
                use("shared", "dns", 1_500, 1)));

    assertThat(text(bill))
        .contains("cpu agents ada 0.09\n", "cpu other 0.03\n")
        .doesNotContain("cpu idle", "cpu reserved");
  }

  @Test
  void chargesNoPodThatHoldsNothing() {
    ContainerView pulling = container(new ContainerState.Waiting("ImagePullBackOff"));
    ContainerView running = container(new ContainerState.Running(1));
    Bill bill =
        pricing.of(
            inventory(
                List.of(
                    pod("a", "unscheduled", "", PodPhase.PENDING, amounts(1, 1, 0), List.of()),
                    pod("a", "pulls", "n", PodPhase.PENDING, amounts(1, 1, 0), List.of(), pulling),
                    pod("a", "done", "n", PodPhase.SUCCEEDED, amounts(1, 1, 0), List.of()),
                    pod("a", "failed", "n", PodPhase.FAILED, amounts(1, 1, 0), List.of()),
                    pod("a", "inits", "n", PodPhase.PENDING, amounts(1, 1, 0), List.of(), running),
                    pod("a", "lost", "n", PodPhase.UNKNOWN, amounts(1, 1, 0), List.of()),
                    pod("a", "elsewhere", "gone", amounts(1, 1, 0))),
                List.of(NODE),
                List.of()));

    assertThat(text(bill).lines().filter(line -> line.startsWith("memory agents")))
        .containsExactly("memory agents inits 0.004", "memory agents lost 0.004");
  }

  @Test
  void pricesGpusByAllocationAndSaysWhichAreIdle() {
    NodeView shared =
        new NodeView(
            "u", "1", "gpu-0", "", "", false, "Tesla-T4", 4, amounts(0, 0, 8), amounts(0, 0, 8));
    Bill bill =
        pricing.of(
            inventory(
                List.of(pod("acme", "ada", "gpu-0", amounts(0, 0, 2))),
                List.of(shared, NODE),
                List.of()));

    assertThat(text(bill))
        .as("two cards in four parts each, at 35 cents a card")
        .contains("gpu agents ada 0.175\n", "gpu idle 0.525\n");
    assertThat(bill.idleGpus())
        .isEqualTo(Map.of(new NodeLabels("", "", "", "gpu-0"), Clusters.pico("0.525")));
  }

  @Test
  void prefersTheRateOfThePoolToThatOfASpotMachine() {
    NodeView spot = new NodeView("u1", "1", "s", "", "", true, "", 1, amounts(1_000, 0, 0), NONE);
    NodeView pool =
        new NodeView("u2", "1", "p", "big", "", true, "", 1, amounts(1_000, 0, 0), NONE);

    assertThat(text(pricing.of(inventory(List.of(), List.of(spot), List.of()))))
        .isEqualTo("cpu reserved 0.01\n");
    assertThat(text(pricing.of(inventory(List.of(), List.of(pool), List.of()))))
        .isEqualTo("cpu reserved 0.05\n");
  }

  @Test
  void givesAVolumeToThePodsThatMountItOrToNobody() {
    Bill bill =
        pricing.of(
            inventory(
                List.of(
                    pod("acme", "ada", "", PodPhase.PENDING, NONE, List.of("alone", "both")),
                    pod("acme", "bob", "n", PodPhase.RUNNING, NONE, List.of("both")),
                    pod("acme", "old", "n", PodPhase.SUCCEEDED, NONE, List.of("left")),
                    pod("other", "eve", "n", PodPhase.RUNNING, NONE, List.of("left"))),
                List.of(),
                List.of(
                    claim("acme", "alone", "ssd", 10 * GIB),
                    claim("acme", "both", "ssd", 20 * GIB),
                    claim("acme", "left", "ssd", 30 * GIB))));

    assertThat(text(bill))
        .as("7.3 cents a GiB and month are a hundredth of a cent an hour")
        .isEqualTo(
            """
            volume agents ada 0.002
            volume agents bob 0.001
            volume idle 0.003
            """);
  }

  @Test
  void countsWhatHasNoRateAndPricesItNotAtAll() {
    Pricing noGpus =
        new Pricing(
            Clusters.config("infrastructure: {currency: USD, rates: {cpu: 1, memory: 1}}"),
            Clusters.OWNERS);
    Bill bill =
        noGpus.of(
            inventory(
                List.of(pod("acme", "ada", "g", amounts(0, 0, 1))),
                List.of(node("g", amounts(0, 0, 2), amounts(0, 0, 2))),
                List.of(claim("acme", "c", "tape", GIB))));

    assertThat(bill.unpriced())
        .isEqualTo(Map.of(new UnpricedLabels("gpu"), 2L, new UnpricedLabels("volume"), 1L));
    assertThat(text(bill)).isEmpty();
    assertThat(bill.idleGpus()).isEmpty();
  }

  @Test
  void leavesOutWhatIsUnknown() {
    var ada = List.of(pod("acme", "ada", "n", amounts(1_000, 1, 0)));

    assertThat(pricing.of(new Inventory(null, List.of(NODE), List.of(), Map.of())))
        .isEqualTo(Bill.UNKNOWN);
    assertThat(pricing.of(inventory(ada, null, List.of())).known())
        .containsExactly(Resource.VOLUME);
    assertThat(pricing.of(inventory(ada, List.of(NODE), null)).known())
        .containsExactly(Resource.CPU, Resource.MEMORY, Resource.GPU);
  }

  @Test
  void comparesTheAgentsPriceWithThatOfAStatelessService() {
    Bill bill =
        pricing.of(
            inventory(
                List.of(
                    pod(
                        "acme",
                        "ada",
                        "n",
                        PodPhase.RUNNING,
                        amounts(1_000, 2, 0),
                        List.of("alone")),
                    pod("acme", "bob", "n", amounts(1_000, 2, 0)),
                    pod("acme", "cyd", "n", amounts(0, 2, 0))),
                List.of(NODE),
                List.of(claim("acme", "alone", "ssd", 10 * GIB)),
                use("acme", "ada", 250, 1),
                use("acme", "cyd", 250, 1)));

    assertThat(bill.compared())
        .as("a quarter of an hour of 1 vCPU and 2 GiB; bob's and cyd's work is unknown")
        .isEqualTo(
            Map.of(
                new AgentLabels("acme", "ada", "reviewer"),
                new Bill.Comparison(
                    Clusters.pico("0.03") + Clusters.pico("0.008") + Clusters.pico("0.001"),
                    900 * (Clusters.pico("0.00002") + 2 * Clusters.pico("0.000002")))));
  }

  private static final watchbill.connectors.kubernetes.ComputeAmounts NONE =
      watchbill.connectors.kubernetes.ComputeAmounts.NONE;

  private static ContainerView container(ContainerState state) {
    return new ContainerView("c", ContainerKind.MAIN, 0, false, state, null);
  }
}

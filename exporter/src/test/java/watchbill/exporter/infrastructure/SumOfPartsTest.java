package watchbill.exporter.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.connectors.kubernetes.ClaimView;
import watchbill.connectors.kubernetes.ComputeAmounts;
import watchbill.connectors.kubernetes.NodeView;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.PodUse;
import watchbill.connectors.kubernetes.PodView;

/// The shares of random clusters against a bill that knows nothing of shares.
@Tag("property")
class SumOfPartsTest {
  private static final InfrastructureConfig CONFIG =
      Clusters.config(
          """
          infrastructure:
            currency: USD
            rates: {cpu: 0.031611, memory: 0.004237, gpu: 0.950000000001, volume: 0.04}
            volumes: {ssd: 0.17}
          """);

  @Test
  void theSharesOfAnyClusterAreItsBill() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      List<NodeView> nodes = new ArrayList<>();
      List<PodView> pods = new ArrayList<>();
      List<ClaimView> claims = new ArrayList<>();
      List<PodUse> uses = new ArrayList<>();
      draw(random, nodes, pods, claims, uses);

      Bill bill =
          new Pricing(CONFIG, Clusters.OWNERS)
              .of(Clusters.inventory(pods, nodes, claims, uses.toArray(new PodUse[0])));

      assertThat(bill.shares().values().stream().mapToLong(share -> share).sum())
          .as("seed %d", seed)
          .isEqualTo(whole(nodes, claims));
      assertThat(bill.shares().values()).as("seed %d", seed).allMatch(share -> share >= 0);
    }
  }

  @Test
  void theShareOfAPodIsThatOfExactArithmeticToThePicoDollar() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      List<NodeView> nodes = new ArrayList<>();
      List<PodView> pods = new ArrayList<>();
      List<PodUse> uses = new ArrayList<>();
      draw(random, nodes, pods, new ArrayList<>(), uses);
      Bill bill =
          new Pricing(CONFIG, Clusters.OWNERS)
              .of(Clusters.inventory(pods, nodes, List.of(), uses.toArray(new PodUse[0])));

      for (NodeView node : nodes) {
        List<PodView> here =
            pods.stream()
                .filter(pod -> pod.node().equals(node.name()) && Workload.isCharged(pod))
                .toList();
        long held = here.stream().mapToLong(pod -> cpu(pod, uses)).sum();
        for (PodView pod : here) {
          BigDecimal exact =
              BigDecimal.valueOf(Clusters.pico("0.031611"))
                  .multiply(BigDecimal.valueOf(node.capacity().nanocores()))
                  .multiply(BigDecimal.valueOf(cpu(pod, uses)))
                  .divide(
                      BigDecimal.valueOf(1_000_000_000)
                          .multiply(
                              BigDecimal.valueOf(Math.max(node.capacity().nanocores(), held))),
                      6,
                      RoundingMode.HALF_EVEN);
          long share =
              bill.shares().entrySet().stream()
                  .filter(one ->
                      one.getKey().agent().equals(pod.name())
                          && one.getKey().resource().equals("cpu"))
                  .mapToLong(one -> one.getValue())
                  .sum();
          if (!pod.namespace().equals("shared")) {
            assertThat(exact.subtract(BigDecimal.valueOf(share)))
                .as("seed %d, %s", seed, pod.name())
                .isBetween(BigDecimal.ZERO, BigDecimal.valueOf(2));
          }
        }
      }
    }
  }

  private static long cpu(PodView pod, List<PodUse> uses) {
    return uses.stream()
        .filter(use -> use.pod().equals(pod.name()) && use.namespace().equals(pod.namespace()))
        .mapToLong(PodUse::nanocores)
        .reduce(pod.needs().requests().nanocores(), Math::max);
  }

  private static long whole(List<NodeView> nodes, List<ClaimView> claims) {
    BigDecimal sum = BigDecimal.ZERO;
    for (NodeView node : nodes) {
      sum = sum.add(price("0.031611", node.capacity().nanocores(), 1_000_000_000));
      sum = sum.add(price("0.004237", node.capacity().memoryBytes(), Clusters.GIB));
      sum = sum.add(price("0.950000000001", node.capacity().gpus(), node.gpuReplicas()));
    }
    for (ClaimView claim : claims) {
      String rate = claim.storageClass().equals("ssd") ? "0.17" : "0.04";
      sum = sum.add(price(rate, claim.bytes(), Clusters.GIB * 730));
    }
    return sum.longValueExact();
  }

  private static BigDecimal price(String rate, long amount, long unit) {
    return new BigDecimal(rate)
        .movePointRight(12)
        .multiply(BigDecimal.valueOf(amount))
        .divide(BigDecimal.valueOf(unit), 0, RoundingMode.DOWN);
  }

  private static void draw(
      Random random,
      List<NodeView> nodes,
      List<PodView> pods,
      List<ClaimView> claims,
      List<PodUse> uses) {
    for (int n = random.nextInt(4); n >= 0; n--) {
      ComputeAmounts has =
          new ComputeAmounts(
              random.nextLong(200_000_000_000L), random.nextLong(1L << 41), random.nextInt(9));
      ComputeAmounts free =
          new ComputeAmounts(
              has.nanocores() - random.nextLong(has.nanocores() / 4 + 1),
              has.memoryBytes() - random.nextLong(has.memoryBytes() / 4 + 1),
              has.gpus());
      nodes.add(
          new NodeView("u" + n, "1", "n" + n, "", "", false, "", 1 + random.nextInt(3), has, free));
    }
    for (int c = random.nextInt(6); c > 0; c--) {
      claims.add(
          Clusters.claim(
              "ns" + random.nextInt(2),
              "c" + c,
              random.nextBoolean() ? "ssd" : "disk",
              random.nextLong(1L << 44)));
    }
    for (int p = random.nextInt(12); p > 0; p--) {
      String namespace = random.nextInt(4) == 0 ? "shared" : "ns" + random.nextInt(2);
      List<String> mounts = random.nextBoolean() ? List.of("c" + random.nextInt(6)) : List.of();
      PodPhase phase = List.of(PodPhase.values()).get(random.nextInt(5));
      ComputeAmounts requests =
          new ComputeAmounts(
              random.nextLong(40_000_000_000L), random.nextLong(1L << 39), random.nextInt(3));
      String node = random.nextInt(5) == 0 ? "" : "n" + random.nextInt(5);
      pods.add(Clusters.pod(namespace, "p" + p, node, phase, requests, mounts));
      if (random.nextBoolean()) {
        uses.add(
            new PodUse(
                namespace,
                "p" + p,
                random.nextLong(3_000),
                random.nextLong(80_000_000_000L),
                random.nextLong(1L << 40)));
      }
    }
    uses.removeIf(use -> use.atMillis() < 1_000);
  }
}

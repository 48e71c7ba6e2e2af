package watchbill.exporter.infrastructure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.config.ConfigFile;
import watchbill.connectors.kubernetes.ClaimView;
import watchbill.connectors.kubernetes.ComputeAmounts;
import watchbill.connectors.kubernetes.ContainerView;
import watchbill.connectors.kubernetes.NodeView;
import watchbill.connectors.kubernetes.Owner;
import watchbill.connectors.kubernetes.PodNeeds;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.PodUse;
import watchbill.connectors.kubernetes.PodView;
import watchbill.core.AgentIdentity;

/// Parts of clusters for tests. Pods of the namespace `shared` are nobody's agents.
final class Clusters {
  static final long GIB = 1L << 30;
  static final long MILLICORE = 1_000_000;
  static final PodOwners OWNERS = new PodOwners(AgentIdentity.DEFAULT, Set.of("shared"), _ -> true);

  private Clusters() {}

  static InfrastructureConfig config(String yaml) {
    return maybeConfig(yaml).orElseThrow();
  }

  static Optional<InfrastructureConfig> maybeConfig(String yaml) {
    return InfrastructureConfig.of(
        ConfigFile.parse("test", yaml, java.nio.file.Path.of("/"), _ -> null));
  }

  static long pico(String dollars) {
    return new BigDecimal(dollars).movePointRight(12).longValueExact();
  }

  static ComputeAmounts amounts(long millicores, long gib, long gpus) {
    return new ComputeAmounts(millicores * MILLICORE, gib * GIB, gpus);
  }

  static NodeView node(String name, ComputeAmounts capacity, ComputeAmounts allocatable) {
    return new NodeView("uid-" + name, "1", name, "", "", false, "", 1, capacity, allocatable);
  }

  static PodView pod(String namespace, String name, String node, ComputeAmounts requests) {
    return pod(namespace, name, node, PodPhase.RUNNING, requests, List.of());
  }

  static PodView pod(
      String namespace,
      String name,
      String node,
      PodPhase phase,
      ComputeAmounts requests,
      List<String> claims,
      ContainerView... containers) {
    return new PodView(
        "uid-" + namespace + "-" + name,
        "1",
        namespace,
        name,
        node,
        Owner.NONE,
        1_000,
        -1,
        phase,
        phase == PodPhase.RUNNING,
        -1,
        Map.of("app.kubernetes.io/component", "reviewer"),
        List.of(containers),
        new PodNeeds(requests, claims));
  }

  static ClaimView claim(String namespace, String name, String storageClass, long bytes) {
    return new ClaimView(
        "uid-" + name, "1", namespace, name, storageClass, true, bytes, -1, Map.of());
  }

  static Inventory inventory(
      List<PodView> pods,
      @Nullable List<NodeView> nodes,
      @Nullable List<ClaimView> claims,
      PodUse... uses) {
    Map<String, PodUse> measured = new java.util.HashMap<>();
    for (PodUse use : uses) {
      measured.put(Inventory.name(use.namespace(), use.pod()), use);
    }
    return new Inventory(pods, nodes, claims, measured);
  }

  static PodUse use(String namespace, String pod, long millicores, long gib) {
    return new PodUse(namespace, pod, 2_000, millicores * MILLICORE, gib * GIB);
  }

  /// The bill as a person would write it: a line for each share that is not nothing.
  static String text(Bill bill) {
    StringBuilder text = new StringBuilder();
    bill.shares().entrySet().stream()
        .filter(share -> share.getValue() != 0)
        .map(share ->
            "%-6s %-8s %-10s %s%n"
                .formatted(
                    share.getKey().resource(),
                    share.getKey().use(),
                    share.getKey().agent(),
                    BigDecimal.valueOf(share.getValue(), 12).stripTrailingZeros().toPlainString()))
        .map(line -> line.replaceAll(" +", " "))
        .sorted()
        .forEach(text::append);
    return text.toString();
  }
}

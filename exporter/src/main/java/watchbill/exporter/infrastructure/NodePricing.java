package watchbill.exporter.infrastructure;

import java.util.List;
import watchbill.connectors.kubernetes.ComputeAmounts;
import watchbill.connectors.kubernetes.NodeView;

/// Divides what a node costs among the pods that it runs. A node costs what all of it costs: what
/// is reserved for its system and what no pod holds are parts of the bill, too. When pods use more
/// than the machine has, they share its price and nothing is idle; less than a pico-dollar a pod
/// that integer division leaves over counts as idle.
final class NodePricing {
  private static final List<Resource> RESOURCES =
      List.of(Resource.CPU, Resource.MEMORY, Resource.GPU);
  private static final long NANOCORES = 1_000_000_000;
  private static final long GIB = 1L << 30;

  private final Rates rates;

  NodePricing(Rates rates) {
    this.rates = rates;
  }

  /// Writes the parts of this node into the draft.
  void price(NodeView node, List<Workload> workloads, BillDraft draft) {
    ComputeRates ofNode = rates.of(node);
    for (Resource resource : RESOURCES) {
      long capacity = amount(resource, node.capacity());
      long price = price(resource, node, ofNode);
      if (price != ComputeRates.UNKNOWN) {
        divide(
            resource,
            node,
            new Division(price, capacity, held(resource, workloads)),
            workloads,
            draft);
      } else if (capacity > 0) {
        draft.unpriced(resource, capacity / node.gpuReplicas());
        workloads.stream()
            .filter(workload -> workload.held(resource) > 0)
            .forEach(workload -> draft.incomplete(workload.agent()));
      }
    }
  }

  private static void divide(
      Resource resource,
      NodeView node,
      Division division,
      List<Workload> workloads,
      BillDraft draft) {
    long rest = division.price();
    for (Workload workload : workloads) {
      long held = workload.held(resource);
      if (held > 0) {
        long part = division.part(held);
        draft.hold(resource, workload.agent(), part);
        rest -= part;
      }
    }
    long kept = amount(resource, node.capacity()) - amount(resource, node.allocatable());
    long reserved = Math.min(rest, division.part(Math.max(0, kept)));
    draft.add(resource, Use.RESERVED, reserved);
    draft.add(resource, Use.IDLE, rest - reserved);
    if (resource == Resource.GPU && division.capacity() > 0) {
      draft.idleGpus(node.name(), rest - reserved);
    }
  }

  private static long held(Resource resource, List<Workload> workloads) {
    return workloads.stream().mapToLong(workload -> workload.held(resource)).sum();
  }

  private static long price(Resource resource, NodeView node, ComputeRates of) {
    ComputeAmounts has = node.capacity();
    return switch (resource) {
      case CPU -> Division.timesOver(of.cpu(), has.nanocores(), NANOCORES);
      case MEMORY -> Division.timesOver(of.memory(), has.memoryBytes(), GIB);
      case GPU ->
          of.gpu() == ComputeRates.UNKNOWN
              ? ComputeRates.UNKNOWN
              : Division.timesOver(of.gpu(), has.gpus(), node.gpuReplicas());
      case VOLUME -> throw new IllegalArgumentException("want a part of a node, have a volume");
    };
  }

  private static long amount(Resource resource, ComputeAmounts of) {
    return switch (resource) {
      case CPU -> of.nanocores();
      case MEMORY -> of.memoryBytes();
      case GPU -> of.gpus();
      case VOLUME -> 0;
    };
  }
}

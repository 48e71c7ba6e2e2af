package watchbill.exporter.pods;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import watchbill.connectors.kubernetes.ContainerKind;
import watchbill.connectors.kubernetes.ContainerNeeds;
import watchbill.connectors.kubernetes.ContainerState;
import watchbill.connectors.kubernetes.ContainerView;
import watchbill.connectors.kubernetes.EndClass;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.Termination;
import watchbill.metrics.catalogue.ContainerFamilies;
import watchbill.metrics.catalogue.ContainerFamilies.ContainerResourceLabels;
import watchbill.metrics.catalogue.PodFamilies;
import watchbill.metrics.catalogue.PodFamilies.ContainerLabels;
import watchbill.metrics.catalogue.PodFamilies.ContainerReasonLabels;
import watchbill.metrics.catalogue.PodFamilies.TerminationLabels;
import watchbill.metrics.catalogue.PodLabels;
import watchbill.metrics.exposition.SeriesTable;

/// The tables of what is said of pods' containers.
final class ContainerRows {
  private static final double NANOS = 1e9;

  private final RestartTotals totals;
  private final SeriesTable<ContainerLabels> restarts =
      new SeriesTable<>(PodFamilies.CONTAINER_RESTARTS);
  private final SeriesTable<TerminationLabels> ended =
      new SeriesTable<>(PodFamilies.LAST_TERMINATION);
  private final SeriesTable<ContainerReasonLabels> waiting =
      new SeriesTable<>(PodFamilies.CONTAINER_WAITING);
  private final SeriesTable<ContainerLabels> ready = new SeriesTable<>(ContainerFamilies.READY);
  private final SeriesTable<ContainerLabels> cpuRequest =
      new SeriesTable<>(ContainerFamilies.CPU_REQUEST);
  private final SeriesTable<ContainerLabels> cpuLimit =
      new SeriesTable<>(ContainerFamilies.CPU_LIMIT);
  private final SeriesTable<ContainerLabels> memoryRequest =
      new SeriesTable<>(ContainerFamilies.MEMORY_REQUEST);
  private final SeriesTable<ContainerLabels> memoryLimit =
      new SeriesTable<>(ContainerFamilies.MEMORY_LIMIT);
  private final SeriesTable<ContainerResourceLabels> gpus =
      new SeriesTable<>(ContainerFamilies.GPUS);

  ContainerRows(RestartTotals totals) {
    this.totals = totals;
  }

  /// The class as a label's value.
  static String end(EndClass end) {
    return end.name().toLowerCase(Locale.ROOT);
  }

  /// The tables, in the order in which they are scraped.
  List<SeriesTable<?>> all() {
    return List.of(
        restarts, ended, waiting, ready, cpuRequest, cpuLimit, memoryRequest, memoryLimit, gpus);
  }

  /// Adds the samples of a pod's containers.
  void add(PodLabels labels, PodView pod, Map<Slot<?>, Double> into) {
    for (ContainerView container : pod.containers()) {
      addStatus(labels, pod.uid(), container, into);
    }
    for (ContainerNeeds needs : pod.needs().containers()) {
      addNeeds(labels, needs, into);
    }
  }

  private void addStatus(
      PodLabels labels, String uid, ContainerView container, Map<Slot<?>, Double> into) {
    ContainerLabels own = labels(labels, container.name(), container.kind());
    into.put(new Slot<>(restarts, own), (double) totals.of(uid, container));
    if (container.kind() != ContainerKind.INIT) {
      into.put(new Slot<>(ready, own), container.ready() ? 1.0 : 0.0);
    }
    Termination end = container.lastTermination();
    if (end != null) {
      into.put(new Slot<>(ended, labels(own, end)), 1.0);
    }
    if (container.state() instanceof ContainerState.Waiting(String why)) {
      into.put(new Slot<>(waiting, labels(own, KnownReasons.waiting(why))), 1.0);
    }
  }

  private void addNeeds(PodLabels labels, ContainerNeeds needs, Map<Slot<?>, Double> into) {
    ContainerLabels own = labels(labels, needs.name(), needs.kind());
    addAmount(cpuRequest, own, needs.requestNanocores(), NANOS, into);
    addAmount(cpuLimit, own, needs.limitNanocores(), NANOS, into);
    addAmount(memoryRequest, own, needs.requestMemoryBytes(), 1, into);
    addAmount(memoryLimit, own, needs.limitMemoryBytes(), 1, into);
    if (needs.gpus() > 0) {
      into.put(new Slot<>(gpus, labels(own, needs)), (double) needs.gpus());
    }
  }

  private static void addAmount(
      SeriesTable<ContainerLabels> table,
      ContainerLabels labels,
      long amount,
      double unit,
      Map<Slot<?>, Double> into) {
    if (amount >= 0) {
      into.put(new Slot<>(table, labels), amount / unit);
    }
  }

  private static ContainerLabels labels(PodLabels pod, String container, ContainerKind kind) {
    return new ContainerLabels(
        pod.tenant(),
        pod.agent(),
        pod.role(),
        pod.namespace(),
        pod.pod(),
        container,
        switch (kind) {
          case MAIN -> "main";
          case INIT -> "init";
          case SIDECAR -> "sidecar";
        });
  }

  private static TerminationLabels labels(ContainerLabels of, Termination end) {
    return new TerminationLabels(
        of.tenant(),
        of.agent(),
        of.role(),
        of.namespace(),
        of.pod(),
        of.container(),
        of.kind(),
        KnownReasons.terminated(end.reason()),
        end(end.endClass()));
  }

  private static ContainerReasonLabels labels(ContainerLabels of, String reason) {
    return new ContainerReasonLabels(
        of.tenant(), of.agent(), of.role(), of.namespace(), of.pod(), of.container(), reason);
  }

  private static ContainerResourceLabels labels(ContainerLabels of, ContainerNeeds needs) {
    return new ContainerResourceLabels(
        of.tenant(),
        of.agent(),
        of.role(),
        of.namespace(),
        of.pod(),
        of.container(),
        of.kind(),
        needs.gpuResource());
  }
}

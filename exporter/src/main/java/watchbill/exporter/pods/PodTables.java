package watchbill.exporter.pods;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import watchbill.connectors.kubernetes.ContainerState;
import watchbill.connectors.kubernetes.ContainerView;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.Termination;
import watchbill.core.AgentIdentity;
import watchbill.core.AgentKey;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.PodFamilies;
import watchbill.metrics.catalogue.PodFamilies.ContainerLabels;
import watchbill.metrics.catalogue.PodFamilies.ContainerReasonLabels;
import watchbill.metrics.catalogue.PodFamilies.InfoLabels;
import watchbill.metrics.catalogue.PodFamilies.PhaseLabels;
import watchbill.metrics.catalogue.PodLabels;
import watchbill.metrics.exposition.SeriesTable;

/// One set of tables with the series of one set of pods. Changed by one thread.
final class PodTables {
  private static final double MILLIS_PER_SECOND = 1_000;

  private final AgentIdentity identity;
  private final SeriesTable<InfoLabels> info = new SeriesTable<>(PodFamilies.INFO);
  private final SeriesTable<PhaseLabels> phase = new SeriesTable<>(PodFamilies.PHASE);
  private final SeriesTable<PodLabels> ready = new SeriesTable<>(PodFamilies.READY);
  private final SeriesTable<PodLabels> created = new SeriesTable<>(PodFamilies.CREATED);
  private final SeriesTable<ContainerLabels> restarts =
      new SeriesTable<>(PodFamilies.CONTAINER_RESTARTS);
  private final SeriesTable<ContainerReasonLabels> ended =
      new SeriesTable<>(PodFamilies.LAST_TERMINATION);
  private final SeriesTable<ContainerReasonLabels> waiting =
      new SeriesTable<>(PodFamilies.CONTAINER_WAITING);
  private final Map<PodName, Shown> pods = new HashMap<>();

  PodTables(AgentIdentity identity) {
    this.identity = identity;
  }

  /// The families of [#all].
  static List<Family<?>> families() {
    return List.of(
        PodFamilies.INFO,
        PodFamilies.PHASE,
        PodFamilies.READY,
        PodFamilies.CREATED,
        PodFamilies.CONTAINER_RESTARTS,
        PodFamilies.LAST_TERMINATION,
        PodFamilies.CONTAINER_WAITING);
  }

  /// The tables, in the order in which they are scraped.
  List<SeriesTable<?>> all() {
    return List.of(info, phase, ready, created, restarts, ended, waiting);
  }

  /// Shows a pod as it is now. What is new is added before what no longer holds is removed, so that
  /// no scrape finds less than there was and will be.
  void upsert(PodView pod) {
    Map<Slot<?>, Double> now = valuesOf(pod);
    Shown before = pods.put(new PodName(pod), new Shown(pod.uid(), now));
    now.forEach(Slot::set);
    if (before != null) {
      for (Slot<?> slot : before.values().keySet()) {
        if (!now.containsKey(slot)) {
          slot.remove();
        }
      }
    }
  }

  /// Shows a pod no more; a later pod with its name stays.
  void delete(PodView pod) {
    PodName name = new PodName(pod);
    Shown shown = pods.get(name);
    if (shown != null && shown.uid().equals(pod.uid())) {
      pods.remove(name);
      shown.values().keySet().forEach(Slot::remove);
    }
  }

  private Map<Slot<?>, Double> valuesOf(PodView pod) {
    Map<Slot<?>, Double> values = new LinkedHashMap<>();
    AgentKey agent = identity.agent(pod.namespace(), pod.name(), pod.labels());
    PodLabels labels =
        new PodLabels(
            agent.tenant(),
            agent.agent(),
            identity.role(pod.labels()),
            pod.namespace(),
            pod.name());
    values.put(new Slot<>(info, infoOf(labels, pod)), 1.0);
    for (PodPhase each : PodPhase.values()) {
      values.put(new Slot<>(phase, phaseOf(labels, each)), each == pod.phase() ? 1.0 : 0.0);
    }
    values.put(new Slot<>(ready, labels), pod.ready() ? 1.0 : 0.0);
    if (pod.createdAtMillis() >= 0) {
      values.put(new Slot<>(created, labels), pod.createdAtMillis() / MILLIS_PER_SECOND);
    }
    for (ContainerView container : pod.containers()) {
      addContainer(labels, container, values);
    }
    return values;
  }

  private void addContainer(
      PodLabels labels, ContainerView container, Map<Slot<?>, Double> values) {
    values.put(
        new Slot<>(restarts, containerOf(labels, container)), (double) container.restartCount());
    Termination end = container.lastTermination();
    if (end != null) {
      String reason = KnownReasons.terminated(end.reason());
      values.put(new Slot<>(ended, reasonOf(labels, container, reason)), 1.0);
    }
    if (container.state() instanceof ContainerState.Waiting(String why)) {
      String reason = KnownReasons.waiting(why);
      values.put(new Slot<>(waiting, reasonOf(labels, container, reason)), 1.0);
    }
  }

  private static InfoLabels infoOf(PodLabels pod, PodView view) {
    return new InfoLabels(
        pod.tenant(),
        pod.agent(),
        pod.role(),
        pod.namespace(),
        pod.pod(),
        view.node(),
        view.owner().kind(),
        view.owner().name());
  }

  private static PhaseLabels phaseOf(PodLabels pod, PodPhase phase) {
    return new PhaseLabels(
        pod.tenant(), pod.agent(), pod.role(), pod.namespace(), pod.pod(), phase.text());
  }

  private static ContainerLabels containerOf(PodLabels pod, ContainerView container) {
    return new ContainerLabels(
        pod.tenant(), pod.agent(), pod.role(), pod.namespace(), pod.pod(), container.name());
  }

  private static ContainerReasonLabels reasonOf(
      PodLabels pod, ContainerView container, String reason) {
    return new ContainerReasonLabels(
        pod.tenant(),
        pod.agent(),
        pod.role(),
        pod.namespace(),
        pod.pod(),
        container.name(),
        reason);
  }

  /// What no two pods share at one time.
  private record PodName(String namespace, String name) {
    PodName(PodView pod) {
      this(pod.namespace(), pod.name());
    }
  }

  /// The series of one pod.
  private record Shown(String uid, Map<Slot<?>, Double> values) {}
}

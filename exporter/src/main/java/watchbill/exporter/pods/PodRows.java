package watchbill.exporter.pods;

import java.util.List;
import java.util.Map;
import watchbill.connectors.kubernetes.PodCondition;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.Shortage;
import watchbill.metrics.catalogue.PodFamilies;
import watchbill.metrics.catalogue.PodFamilies.InfoLabels;
import watchbill.metrics.catalogue.PodFamilies.PhaseLabels;
import watchbill.metrics.catalogue.PodFamilies.PodReasonLabels;
import watchbill.metrics.catalogue.PodLabels;
import watchbill.metrics.exposition.SeriesTable;

/// The tables of what is said of pods as wholes.
final class PodRows {
  private static final double MILLIS_PER_SECOND = 1_000;

  private final SeriesTable<InfoLabels> info = new SeriesTable<>(PodFamilies.INFO);
  private final SeriesTable<PhaseLabels> phase = new SeriesTable<>(PodFamilies.PHASE);
  private final SeriesTable<PodLabels> ready = new SeriesTable<>(PodFamilies.READY);
  private final SeriesTable<PodLabels> created = new SeriesTable<>(PodFamilies.CREATED);
  private final SeriesTable<PodLabels> deletion = new SeriesTable<>(PodFamilies.DELETION);
  private final SeriesTable<PodReasonLabels> unschedulable =
      new SeriesTable<>(PodFamilies.UNSCHEDULABLE);
  private final SeriesTable<PodLabels> gpuPending = new SeriesTable<>(PodFamilies.GPU_PENDING);

  /// The tables, in the order in which they are scraped.
  List<SeriesTable<?>> all() {
    return List.of(info, phase, ready, created, deletion, unschedulable, gpuPending);
  }

  /// Adds the samples of a pod.
  void add(PodLabels labels, PodView pod, Map<Slot<?>, Double> into) {
    into.put(new Slot<>(info, infoOf(labels, pod)), 1.0);
    for (PodPhase each : PodPhase.values()) {
      into.put(new Slot<>(phase, phaseOf(labels, each)), each == pod.phase() ? 1.0 : 0.0);
    }
    into.put(new Slot<>(ready, labels), pod.ready() ? 1.0 : 0.0);
    addTime(created, labels, pod.createdAtMillis(), into);
    addTime(deletion, labels, pod.deletedAtMillis(), into);
    if (pod.phase() == PodPhase.PENDING) {
      addShortages(labels, pod, into);
      if (pod.needs().includeGpus()) {
        addTime(gpuPending, labels, pod.createdAtMillis(), into);
      }
    }
  }

  private static void addTime(
      SeriesTable<PodLabels> table, PodLabels labels, long atMillis, Map<Slot<?>, Double> into) {
    if (atMillis >= 0) {
      into.put(new Slot<>(table, labels), atMillis / MILLIS_PER_SECOND);
    }
  }

  private void addShortages(PodLabels labels, PodView pod, Map<Slot<?>, Double> into) {
    PodCondition scheduled = pod.status().scheduled();
    if (!scheduled.said() || scheduled.holds()) {
      return;
    }
    if (scheduled.reason().equals("SchedulingGated")) {
      into.put(new Slot<>(unschedulable, reasonOf(labels, "gated")), 1.0);
    } else if (pod.status().lacks().isEmpty()) {
      into.put(new Slot<>(unschedulable, reasonOf(labels, "other")), 1.0);
    }
    for (Shortage shortage : pod.status().lacks()) {
      into.put(new Slot<>(unschedulable, reasonOf(labels, reason(shortage))), 1.0);
    }
  }

  private static String reason(Shortage shortage) {
    return switch (shortage) {
      case GPU -> "gpu";
      case CPU -> "cpu";
      case MEMORY -> "memory";
      case DISK -> "disk";
      case PODS -> "pods";
      case PORTS -> "ports";
      case VOLUME -> "volume";
      case TAINT -> "taint";
      case PLACEMENT -> "affinity";
    };
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
        view.owner().name(),
        ordinal(view),
        view.needs().rank().qosClass(),
        view.needs().rank().priorityClass());
  }

  /// A StatefulSet names its pods after itself and their place
  /// (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#ordinal-index).
  private static String ordinal(PodView pod) {
    int start = pod.owner().name().length() + 1;
    String name = pod.name();
    if (!pod.owner().kind().equals("StatefulSet")
        || start >= name.length()
        || !name.startsWith(pod.owner().name() + "-")) {
      return "";
    }
    for (int i = start; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return "";
      }
    }
    return name.substring(start);
  }

  private static PhaseLabels phaseOf(PodLabels pod, PodPhase phase) {
    return new PhaseLabels(
        pod.tenant(), pod.agent(), pod.role(), pod.namespace(), pod.pod(), phase.text());
  }

  private static PodReasonLabels reasonOf(PodLabels pod, String reason) {
    return new PodReasonLabels(
        pod.tenant(), pod.agent(), pod.role(), pod.namespace(), pod.pod(), reason);
  }
}

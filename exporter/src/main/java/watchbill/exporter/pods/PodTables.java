package watchbill.exporter.pods;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.PodView;
import watchbill.core.AgentIdentity;
import watchbill.core.AgentKey;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.PodLabels;
import watchbill.metrics.exposition.SeriesTable;

/// One set of tables with the series of one set of pods. Changed by one thread. Of a pod it keeps
/// the view that is shown, and works out anew which series that are when they are to be removed.
final class PodTables {
  private final AgentIdentity identity;
  private final PodRows rows = new PodRows();
  private final ContainerRows containers;
  private final Map<PodName, PodView> pods = new HashMap<>();

  PodTables(AgentIdentity identity, RestartTotals restarts) {
    this.identity = identity;
    this.containers = new ContainerRows(restarts);
  }

  /// The families of [#all].
  static List<Family<?>> families() {
    return new PodTables(AgentIdentity.DEFAULT, new RestartTotals())
        .all().stream().<Family<?>>map(SeriesTable::family).toList();
  }

  /// The tables, in the order in which they are scraped.
  List<SeriesTable<?>> all() {
    return Stream.concat(rows.all().stream(), containers.all().stream())
        .<SeriesTable<?>>map(table -> table)
        .toList();
  }

  /// The pod as it is shown; null when it is not.
  @Nullable PodView shown(PodView pod) {
    PodView shown = pods.get(new PodName(pod));
    return shown != null && shown.uid().equals(pod.uid()) ? shown : null;
  }

  /// Shows a pod as it is now. What is new is added before what no longer holds is removed, so that
  /// no scrape finds less than there was and will be.
  void upsert(PodView pod) {
    Map<Slot<?>, Double> now = samples(pod);
    PodView before = pods.put(new PodName(pod), pod);
    now.forEach(Slot::set);
    if (before != null) {
      for (Slot<?> slot : samples(before).keySet()) {
        if (!now.containsKey(slot)) {
          slot.remove();
        }
      }
    }
  }

  /// Shows a pod no more; a later pod with its name stays.
  void delete(PodView pod) {
    PodView shown = shown(pod);
    if (shown != null) {
      pods.remove(new PodName(pod));
      samples(shown).keySet().forEach(Slot::remove);
    }
  }

  private Map<Slot<?>, Double> samples(PodView pod) {
    AgentKey agent = identity.agent(pod.namespace(), pod.name(), pod.labels());
    PodLabels labels =
        new PodLabels(
            agent.tenant(),
            agent.agent(),
            identity.role(pod.labels()),
            pod.namespace(),
            pod.name());
    Map<Slot<?>, Double> samples = new LinkedHashMap<>();
    rows.add(labels, pod, samples);
    containers.add(labels, pod, samples);
    return samples;
  }

  /// What no two pods share at one time.
  private record PodName(String namespace, String name) {
    PodName(PodView pod) {
      this(pod.namespace(), pod.name());
    }
  }
}

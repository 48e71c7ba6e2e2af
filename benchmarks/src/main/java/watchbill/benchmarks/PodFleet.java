package watchbill.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.catalogue.Labels;
import watchbill.metrics.catalogue.PodFamilies;
import watchbill.metrics.catalogue.PodFamilies.ContainerLabels;
import watchbill.metrics.catalogue.PodFamilies.ContainerReasonLabels;
import watchbill.metrics.catalogue.PodLabels;
import watchbill.metrics.catalogue.Unit;
import watchbill.metrics.exposition.SeriesTable;

/// Pods in 30 families, one series of each a pod: a third of the families have the labels of a pod,
/// a third those of a container, a third a reason beside them. A third of the values are 0 or 1, a
/// third times in whole seconds or milliseconds, a third sizes in bytes. A line has about 190
/// bytes.
final class PodFleet {
  static final int FAMILIES = 30;

  private static final List<String> PARTS =
      List.of(
          "cpu", "memory", "disk", "network", "restart", "start", "drain", "image", "probe", "io");
  private static final List<String> REASONS = List.of("Completed", "Error", "OOMKilled", "other");
  private static final double FIRST_SECOND = 1_764_000_000;

  /// One family and its labels for a pod.
  record Shown<L extends Record & LabelSet>(
      Gauge<L> family, SeriesTable<L> table, Function<Integer, L> labels) {
    Shown(Gauge<L> family, Function<Integer, L> labels) {
      this(family, new SeriesTable<>(family), labels);
    }

    void set(int pod, double value) {
      table.series(labels.apply(pod)).set(value);
    }

    /// The values of a pod's labels, in order.
    List<String> values(int pod) {
      L values = labels.apply(pod);
      List<String> all = new ArrayList<>();
      for (int i = 0; i < family.labels().size(); i++) {
        all.add(family.labels().value(i, values));
      }
      return all;
    }
  }

  private final int pods;
  private final List<Shown<?>> families = new ArrayList<>();

  /// Tables with all series of so many pods.
  PodFleet(int pods) {
    this.pods = pods;
    for (String part : PARTS) {
      families.add(
          new Shown<>(
              family(part + "_condition_state", PodFamilies.READY.labels()), PodFleet::pod));
      families.add(
          new Shown<>(
              family(part + "_last_seen_state", PodFamilies.CONTAINER_RESTARTS.labels()),
              PodFleet::container));
      families.add(
          new Shown<>(
              family(part + "_amount", PodFamilies.CONTAINER_WAITING.labels()), PodFleet::reason));
    }
    for (int pod = 0; pod < pods; pod++) {
      for (int family = 0; family < FAMILIES; family++) {
        families.get(family).set(pod, value(family, pod));
      }
    }
  }

  private static <L extends Record & LabelSet> Gauge<L> family(String name, Labels<L> labels) {
    return Gauge.ours("agent_pod_" + name, Unit.NONE, labels, "What a pod shows.", "a benchmark");
  }

  int pods() {
    return pods;
  }

  int series() {
    return pods * FAMILIES;
  }

  List<Shown<?>> families() {
    return families;
  }

  List<SeriesTable<?>> tables() {
    return families.stream().<SeriesTable<?>>map(Shown::table).toList();
  }

  List<Family<?>> catalogue() {
    return families.stream().<Family<?>>map(Shown::family).toList();
  }

  /// The value that a series begins with.
  static double value(int family, int pod) {
    return switch (family % 3) {
      case 0 -> (pod + family) % 2;
      case 1 -> FIRST_SECOND + pod * 7 + (pod % 2) * 0.125;
      default -> 1_048_576.0 * pod + family;
    };
  }

  private static PodLabels pod(int pod) {
    String role = role(pod);
    String tenant = String.format(Locale.ROOT, "tenant-%02d", pod % 40);
    String agent = String.format(Locale.ROOT, "%s-agent-%05d", role, pod);
    return new PodLabels(tenant, agent, role, "agents-" + tenant, agent + "-0");
  }

  private static ContainerLabels container(int pod) {
    PodLabels of = pod(pod);
    return new ContainerLabels(
        of.tenant(), of.agent(), of.role(), of.namespace(), of.pod(), "agent");
  }

  private static ContainerReasonLabels reason(int pod) {
    PodLabels of = pod(pod);
    return new ContainerReasonLabels(
        of.tenant(),
        of.agent(),
        of.role(),
        of.namespace(),
        of.pod(),
        "agent",
        REASONS.get(pod % REASONS.size()));
  }

  private static String role(int pod) {
    return List.of("backend", "research", "planner", "coder").get(pod % 4);
  }
}

package watchbill.alerts.rules;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.AutoscalingFamilies;
import watchbill.metrics.catalogue.Catalogue;
import watchbill.metrics.catalogue.ContainerFamilies;
import watchbill.metrics.catalogue.DisruptionFamilies;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.NodeFamilies;
import watchbill.metrics.catalogue.PodFamilies;
import watchbill.metrics.catalogue.PodLifeFamilies;
import watchbill.metrics.catalogue.TaskFamilies;
import watchbill.metrics.catalogue.VerdictFamilies;
import watchbill.metrics.catalogue.VolumeFamilies;
import watchbill.metrics.catalogue.WorkloadFamilies;
import watchbill.metrics.promql.Recorded;

/// What alerts rest on: what Watchbill has to hear for them to be true.
final class Ground {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern QUOTED = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"");

  /// The events of agents.
  static final Ground EVENTS =
      new Ground(ActivityFamilies.STUCK, VerdictFamilies.SUSPECT, TaskFamilies.TASK_DURATION);

  /// The objects of the cluster.
  static final Ground CLUSTER =
      new Ground(
          PodFamilies.INFO,
          ContainerFamilies.READY,
          PodLifeFamilies.START,
          VolumeFamilies.INFO,
          WorkloadFamilies.DESIRED,
          DisruptionFamilies.ALLOWED,
          AutoscalingFamilies.CURRENT,
          NodeFamilies.INFO);

  private final Set<String> families;

  /// The groups of the catalogue in which these families are, each of which stands for its own.
  private Ground(Family<?>... one) {
    families =
        Catalogue.groups().stream()
            .filter(group -> group.families().stream().anyMatch(Arrays.asList(one)::contains))
            .flatMap(group -> group.families().stream())
            .<String>map(Family::name)
            .collect(Collectors.toUnmodifiableSet());
  }

  /// The alerts of these groups that rest on it: that read one of its families, themselves or in
  /// what is recorded for them.
  List<Alert<?>> alerts(List<AlertGroup> groups) {
    var recorded = new HashMap<String, String>();
    for (AlertGroup group : groups) {
      for (Recorded<?> one : group.recorded()) {
        recorded.put(one.name(), one.query().text());
      }
    }
    return groups.stream()
        .<Alert<?>>flatMap(group -> group.alerts().stream())
        .filter(alert -> rests(alert.condition().toString(), recorded, new HashSet<>()))
        .toList();
  }

  private boolean rests(String query, Map<String, String> recorded, Set<String> seen) {
    return names(query)
        .filter(seen::add)
        .anyMatch(name ->
            families.contains(name.replaceFirst("_(bucket|sum|count)$", ""))
                || families.contains(name)
                || rests(recorded.getOrDefault(name, ""), recorded, seen));
  }

  private static Stream<String> names(String query) {
    return NAME.matcher(QUOTED.matcher(query).replaceAll("")).results().map(found -> found.group());
  }
}

package watchbill.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import watchbill.cli.doctor.KubernetesCheck.Wanted;
import watchbill.exporter.usage.UsageConfig;

/// What the sources of a configuration have to be allowed.
final class WantedRights {
  private static final List<String> WATCHED = List.of("list", "watch");
  private static final List<String> LISTED = List.of("list");

  private final List<Wanted> wanted = new ArrayList<>();
  private final Collection<String> namespaces;

  private WantedRights(RunConfig run) {
    Set<String> some = run.pods().namespaces();
    namespaces = some.isEmpty() ? List.of("") : some;
  }

  static List<Wanted> of(RunConfig run) {
    WantedRights rights = new WantedRights(run);
    rights.add("kubernetes", WATCHED, "", "pods");
    if (run.kubernetesEvents()) {
      rights.add("kubernetes_events", WATCHED, "", "events");
    }
    return rights.wanted;
  }

  private void add(String source, List<String> verbs, String group, String resource) {
    for (String namespace : namespaces) {
      for (String verb : verbs) {
        wanted.add(new Wanted(source, verb, group, resource, namespace));
      }
    }
  }
}

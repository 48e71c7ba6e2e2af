package watchbill.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import watchbill.cli.doctor.KubernetesCheck.Wanted;
import watchbill.connectors.kubernetes.Right;
import watchbill.deploy.Part;
import watchbill.deploy.rights.SourceRights;

/// What the sources of a configuration have to be allowed, one question each.
final class WantedRights {
  private static final List<String> ALL = List.of("");

  private WantedRights() {}

  static List<Wanted> of(RunConfig run) {
    List<Wanted> wanted = new ArrayList<>();
    Collection<String> watched = run.pods().namespaces();
    for (SourceRights source : ClusterPlan.of(run).rights(Part.ALL)) {
      for (Right right : source.rights()) {
        boolean local = right.namespaced() && !source.everywhere() && !watched.isEmpty();
        for (String namespace : local ? watched : ALL) {
          for (String verb : right.verbs()) {
            wanted.add(
                new Wanted(source.source(), verb, right.group(), right.resource(), namespace));
          }
        }
      }
    }
    return wanted;
  }
}

package watchbill.deploy.rights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import watchbill.connectors.kubernetes.Right;

/// All that one process may do: the rights of its sources, each resource once.
///
/// @param cluster given in the whole cluster
/// @param named given in the namespaces below, and not in the whole cluster
/// @param namespaces empty when `named` is
public record Access(List<Right> cluster, List<Right> named, SortedSet<String> namespaces) {
  /// What these sources may do together.
  ///
  /// @param namespaces those that are watched; empty means all
  public static Access of(List<SourceRights> sources, SortedSet<String> namespaces) {
    List<Right> cluster = new ArrayList<>();
    List<Right> named = new ArrayList<>();
    for (SourceRights source : sources) {
      for (Right right : source.rights()) {
        boolean local = right.namespaced() && !source.everywhere() && !namespaces.isEmpty();
        (local ? named : cluster).add(right);
      }
    }
    List<Right> everywhere = merged(cluster);
    List<Right> rest =
        merged(named).stream()
            .filter(right -> everywhere.stream().noneMatch(wide -> covers(wide, right)))
            .toList();
    return new Access(everywhere, rest, rest.isEmpty() ? new TreeSet<>() : namespaces);
  }

  /// Whether there is nothing that may be done.
  public boolean isEmpty() {
    return cluster.isEmpty() && named.isEmpty();
  }

  private static boolean covers(Right wide, Right right) {
    return wide.resourceAndGroup().equals(right.resourceAndGroup())
        && wide.verbs().containsAll(right.verbs());
  }

  private static List<Right> merged(List<Right> rights) {
    Map<String, Right> byResource = new LinkedHashMap<>();
    for (Right right : rights) {
      byResource.merge(right.resourceAndGroup(), right, Access::both);
    }
    return List.copyOf(byResource.values());
  }

  private static Right both(Right one, Right other) {
    TreeSet<String> verbs = new TreeSet<>(one.verbs());
    verbs.addAll(other.verbs());
    return new Right(one.group(), one.resource(), List.copyOf(verbs), one.namespaced());
  }
}

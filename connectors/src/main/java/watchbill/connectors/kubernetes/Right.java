package watchbill.connectors.kubernetes;

import java.util.List;

/// What a source asks of an API server, as Kubernetes' roles say it
/// (<https://kubernetes.io/docs/reference/access-authn-authz/rbac/>). It stands beside the source
/// that needs it; the roles that are given to Watchbill are made from it.
///
/// @param group the API group; empty for the core
/// @param resource in the plural, with its subresource: `nodes/proxy`
/// @param verbs such as `list` and `watch`
/// @param namespaced whether its objects are in namespaces, so that a Role in each is enough
public record Right(String group, String resource, List<String> verbs, boolean namespaced) {
  public Right {
    verbs = List.copyOf(verbs);
  }

  /// The resource with its group: `statefulsets.apps`.
  public String resourceAndGroup() {
    return group.isEmpty() ? resource : resource + "." + group;
  }
}

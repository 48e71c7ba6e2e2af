package watchbill.deploy.rights;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import watchbill.connectors.kubernetes.Right;

/// The account of a process and the roles that give it its rights.
public final class AccessObjects {
  private static final String RBAC = "rbac.authorization.k8s.io";

  private final String name;
  private final String namespace;
  private final Map<String, String> labels;

  /// For the process of this name, in this namespace.
  public AccessObjects(String name, String namespace, Map<String, String> labels) {
    this.name = name;
    this.namespace = namespace;
    this.labels = new TreeMap<>(labels);
  }

  /// The account, then what it may do.
  public List<HasMetadata> of(Access access) {
    List<HasMetadata> objects = new ArrayList<>();
    objects.add(
        new ServiceAccountBuilder()
            .withMetadata(meta(namespace))
            .withAutomountServiceAccountToken(false) // the pod that needs it says so
            .build());
    if (!access.cluster().isEmpty()) {
      objects.add(
          new ClusterRoleBuilder()
              .withMetadata(meta(""))
              .withRules(rules(access.cluster()))
              .build());
      objects.add(
          new ClusterRoleBindingBuilder()
              .withMetadata(meta(""))
              .withNewRoleRef(RBAC, "ClusterRole", clusterName())
              .withSubjects(account())
              .build());
    }
    for (String watched : access.namespaces()) {
      objects.add(
          new RoleBuilder().withMetadata(meta(watched)).withRules(rules(access.named())).build());
      objects.add(
          new RoleBindingBuilder()
              .withMetadata(meta(watched))
              .withNewRoleRef(RBAC, "Role", name)
              .withSubjects(account())
              .build());
    }
    return objects;
  }

  private Subject account() {
    return new SubjectBuilder()
        .withKind("ServiceAccount")
        .withName(name)
        .withNamespace(namespace)
        .build();
  }

  /// What is of no namespace carries ours in its name: others may be called the same elsewhere.
  private String clusterName() {
    return namespace + ":" + name;
  }

  private ObjectMeta meta(String in) {
    ObjectMetaBuilder meta = new ObjectMetaBuilder().withLabels(labels);
    return in.isEmpty()
        ? meta.withName(clusterName()).build()
        : meta.withName(name).withNamespace(in).build();
  }

  private static List<PolicyRule> rules(List<Right> rights) {
    return rights.stream()
        .map(right ->
            new PolicyRuleBuilder()
                .withApiGroups(right.group())
                .withResources(right.resource())
                .withVerbs(right.verbs())
                .build())
        .toList();
  }
}

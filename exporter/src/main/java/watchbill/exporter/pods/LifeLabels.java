package watchbill.exporter.pods;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import watchbill.connectors.kubernetes.PodView;
import watchbill.core.AgentIdentity;
import watchbill.core.AgentKey;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.SpendFamilies.RoleLabels;
import watchbill.metrics.exposition.LabelText;

/// Under which labels the beginnings and ends of a pod are counted. What is counted outlives its
/// pod, so the labels are few: past [#AGENTS] agents and [#ROLES] roles of a tenant, and past
/// [#TENANTS] tenants, those that are new count as `_other`. A pod that no label names an agent,
/// and that gets another name each time it is made, counts under an empty agent. For one thread.
final class LifeLabels {
  static final int AGENTS = 2_000;
  static final int ROLES = 100;
  static final int TENANTS = 500;
  static final String OTHER = "_other";

  private final AgentIdentity identity;
  private final Map<String, Tenant> tenants = new HashMap<>();

  private record Tenant(String name, Set<AgentLabels> agents, Set<RoleLabels> roles) {
    Tenant(String name) {
      this(name, new HashSet<>(), new HashSet<>());
    }
  }

  LifeLabels(AgentIdentity identity) {
    this.identity = identity;
  }

  /// The labels for what is counted for each agent.
  AgentLabels agent(PodView pod) {
    Tenant tenant = tenant(pod);
    AgentLabels own = new AgentLabels(tenant.name(), name(pod), role(pod));
    return isAdmitted(tenant.agents(), own, AGENTS)
        ? own
        : new AgentLabels(tenant.name(), OTHER, "");
  }

  /// The labels for what is counted for each role.
  RoleLabels role(PodView pod, AgentLabels of) {
    RoleLabels own = new RoleLabels(of.tenant(), role(pod));
    return isAdmitted(tenant(pod).roles(), own, ROLES) ? own : new RoleLabels(of.tenant(), OTHER);
  }

  private static <T> boolean isAdmitted(Set<T> known, T one, int most) {
    return known.contains(one) || (known.size() < most && known.add(one));
  }

  private Tenant tenant(PodView pod) {
    AgentKey key = identity.agent(pod.namespace(), pod.name(), pod.labels());
    String name = LabelText.of(key.tenant());
    Tenant known = tenants.get(name);
    if (known != null) {
      return known;
    }
    String admitted = tenants.size() < TENANTS ? name : OTHER;
    return tenants.computeIfAbsent(admitted, Tenant::new);
  }

  private String name(PodView pod) {
    boolean named = !pod.labels().getOrDefault(identity.agentLabel(), "").isEmpty();
    boolean lasting = pod.owner().kind().equals("StatefulSet");
    return named || lasting
        ? LabelText.of(identity.agent(pod.namespace(), pod.name(), pod.labels()).agent())
        : "";
  }

  private String role(PodView pod) {
    return LabelText.of(identity.role(pod.labels()));
  }
}

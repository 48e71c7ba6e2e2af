package watchbill.deploy.autoscaling;

import java.util.List;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.catalogue.PodFamilies;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// Something of which each replica of a pool bears a share.
///
/// @param family how much an agent bears now
/// @param perReplica how much one replica should bear; above it the pool grows
public record Load(Gauge<AgentLabels> family, int perReplica) {
  /// Sessions, and requests that wait. Eight and five are what guides to agents on Kubernetes use;
  /// what yours can bear is in `agent_active_sessions` of a day with load.
  public static final List<Load> ALL =
      List.of(
          new Load(ActivityFamilies.ACTIVE_SESSIONS, 8),
          new Load(ActivityFamilies.REQUEST_QUEUE_DEPTH, 5));

  public Load {
    if (perReplica < 1) {
      throw new IllegalArgumentException("load: want 1 or more a replica, have " + perReplica);
    }
  }

  /// The name under which it is scraped, and under which autoscalers ask for it.
  public String name() {
    return family.name();
  }

  /// All of it that the agents of one role bear, as one number; no number when nobody knows.
  public String ofRole(String tenant, String role) {
    return Query.of(family, Matcher.equal(Label.TENANT, tenant), Matcher.equal(Label.ROLE, role))
        .by()
        .sumOnce()
        .text();
  }

  /// What each pod of an agent bears: an agent of several pods spreads over them evenly.
  ///
  /// @param pods which pods, as prometheus-adapter's template says it
  /// @param groups by which labels the answer is grouped, as that template says it
  public String ofPods(String pods, String groups) {
    String info = PodFamilies.INFO.name();
    String each = labels(Label.NAMESPACE, Label.POD, Label.TENANT, Label.AGENT);
    String agent = labels(Label.TENANT, Label.AGENT);
    Query<?> share =
        Query.of(family)
            .by(Label.TENANT, Label.AGENT)
            .sumOnce()
            .dividedBy(
                Query.of(PodFamilies.INFO)
                    .by(Label.NAMESPACE, Label.POD, Label.TENANT, Label.AGENT)
                    .max()
                    .by(Label.TENANT, Label.AGENT)
                    .count(),
                Matching.on(Label.TENANT, Label.AGENT));
    return "sum by (%s) (max by (%s) (%s{%s}) * on (%s) group_left () (%s))"
        .formatted(groups, each, info, pods, agent, share.text());
  }

  private static String labels(Label<?>... labels) {
    return String.join(", ", List.of(labels).stream().map(Label::name).toList());
  }
}

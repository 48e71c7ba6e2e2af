package watchbill.alerts.rules;

import static watchbill.alerts.Same.same;
import static watchbill.alerts.Selection.any;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.CAUSE;
import static watchbill.metrics.catalogue.Label.SOURCE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.promql.Matcher.equal;
import static watchbill.metrics.promql.Matcher.matches;

import java.util.List;
import watchbill.alerts.DependencyGraph;
import watchbill.alerts.Inhibition;

/// Which alert is the cause of which.
public final class Inhibitions {
  /// The causes that rest on silence: what loops or crashes does so in an incident, too.
  private static final String SILENT = "agent_wait|no_tool_call|provider_wait|tool_hang";

  /// The sources that events come from: the bus, and what joins processor and exporters.
  private static final String EVENTS = "nats|signals";

  private static final DependencyGraph GRAPH =
      new DependencyGraph(
          List.of(
              Inhibition.of(
                  "Without its events, what agents do is unknown.",
                  any(SelfAlerts.SOURCE_DOWN).where(matches(SOURCE, EVENTS)),
                  any(Ground.EVENTS.alerts(AllAlerts.GROUPS))),
              Inhibition.of(
                  "Without the API server, what happens in the cluster is unknown.",
                  any(SelfAlerts.SOURCE_DOWN).where(equal(SOURCE, "kubernetes")),
                  any(Ground.CLUSTER.alerts(AllAlerts.GROUPS))),
              Inhibition.of(
                  "Agents that came to a stop together have one cause: one page for all that are"
                      + " silent.",
                  any(ActivityAlerts.FLEET_INCIDENT),
                  any(ActivityAlerts.AGENT_STUCK).where(matches(CAUSE, SILENT)),
                  same(TENANT)),
              Inhibition.of(
                  "A provider that is out is out for tenants with few agents, too.",
                  any(ActivityAlerts.FLEET_INCIDENT).where(equal(CAUSE, "provider")),
                  any(ActivityAlerts.AGENT_STUCK).where(equal(CAUSE, "provider_wait"))),
              Inhibition.of(
                  "An agent that is stuck because its pod keeps crashing is one page, not two: that"
                      + " of the agent, which comes first and ends last.",
                  any(ActivityAlerts.AGENT_STUCK).where(matches(CAUSE, "crash_loop|oom_killed")),
                  any(PodAlerts.CRASH_LOOPING),
                  same(TENANT),
                  same(AGENT))));

  /// All of them.
  public static final List<Inhibition> ALL = GRAPH.edges();

  private Inhibitions() {}
}

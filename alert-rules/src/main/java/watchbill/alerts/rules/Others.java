package watchbill.alerts.rules;

import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.Has;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.promql.Matcher;

/// The agents of a tenant beyond `exporter.agentsPerTenant`: their series are sums, so what is told
/// of one agent by a limit is not told of them.
final class Others {
  private static final String NAME = "_other";

  /// Every agent that has series of its own.
  static final Matcher<Has.Agent> LEFT_OUT = Matcher.notEqual(Label.AGENT, NAME);

  /// Those of one tenant in an example.
  static final AgentLabels LABELS = new AgentLabels("acme", NAME, "");

  private Others() {}
}

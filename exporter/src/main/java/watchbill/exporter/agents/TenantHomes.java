package watchbill.exporter.agents;

import watchbill.core.AgentKey;
import watchbill.metrics.catalogue.SelfFamilies.TenantLabels;
import watchbill.metrics.exposition.Series;

/// Which agents of one tenant have series of their own: those that were heard of first, up to a
/// number. All others share one set of series, whose totals are the exact sums of theirs. One
/// thread at a time.
final class TenantHomes {
  private final AgentTables tables;
  private final String tenant;
  private final int mostAgents;
  private final Sums sums = new Sums();
  private final Series overflowing;
  private int own;
  private int others;

  /// Nobody so far.
  ///
  /// @param mostAgents how many have series of their own
  TenantHomes(AgentTables tables, String tenant, int mostAgents) {
    this.tables = tables;
    this.tenant = tenant;
    this.mostAgents = mostAgents;
    this.overflowing = tables.overflowing.series(new TenantLabels(tenant));
    overflowing.set(0);
  }

  /// The home of an agent that was not heard of before.
  synchronized Home give(AgentKey agent) {
    if (own < mostAgents && !agent.agent().equals(Home.OTHER)) {
      own++;
      return Home.of(tables, agent);
    }
    others++;
    overflowing.set(others);
    return Home.amongOthers(tables, tenant, sums);
  }
}

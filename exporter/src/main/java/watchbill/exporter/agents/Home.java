package watchbill.exporter.agents;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentKey;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.exposition.SeriesTable;

/// Where an agent's series are: under its own name, or in the sums of those that have none of their
/// own.
final class Home {
  /// Stands for all that have no series of their own.
  static final String OTHER = "_other";

  final AgentTables tables;

  /// Under which its series are shown.
  final AgentKey key;

  private final @Nullable Sums sums;

  private Home(AgentTables tables, AgentKey key, @Nullable Sums sums) {
    this.tables = tables;
    this.key = key;
    this.sums = sums;
  }

  /// Series of its own.
  static Home of(AgentTables tables, AgentKey agent) {
    return new Home(tables, agent, null);
  }

  /// A part in the sums of the tenant's other agents.
  static Home amongOthers(AgentTables tables, String tenant, Sums sums) {
    return new Home(tables, new AgentKey(tenant, OTHER), sums);
  }

  /// Whether it shares its series with other agents, so that they have no role and no parent.
  boolean isShared() {
    return sums != null;
  }

  <L extends Record & LabelSet> Slot<L> slot(
      SeriesTable<L> table, Function<String, L> labelsInRole, String role) {
    return sums == null
        ? new OwnSlot<>(table, labelsInRole, role)
        : new SharedSlot<>(table, sums, labelsInRole, role);
  }
}

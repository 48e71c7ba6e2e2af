package watchbill.exporter.agents;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import watchbill.core.IncidentCause;
import watchbill.metrics.catalogue.VerdictFamilies;
import watchbill.metrics.catalogue.VerdictFamilies.IncidentLabels;
import watchbill.metrics.exposition.SeriesTable;

/// Whether all agents of a tenant have come to a stop: two series a tenant. Safe from any thread;
/// signals of one tenant come from one.
final class IncidentSlots {
  final SeriesTable<IncidentLabels> table = new SeriesTable<>(VerdictFamilies.FLEET_INCIDENT);
  private final Set<String> tenants = ConcurrentHashMap.newKeySet();

  /// The tenant has agents: none of them has stopped as far as is known.
  void knows(String tenant) {
    if (tenants.add(tenant)) {
      for (IncidentCause cause : IncidentCause.values()) {
        set(tenant, cause, 0);
      }
    }
  }

  void began(String tenant, IncidentCause cause) {
    knows(tenant);
    set(tenant, cause, 1);
  }

  void ended(String tenant, IncidentCause cause) {
    knows(tenant);
    set(tenant, cause, 0);
  }

  private void set(String tenant, IncidentCause cause, double value) {
    table.series(new IncidentLabels(tenant, cause.name().toLowerCase(Locale.ROOT))).set(value);
  }
}

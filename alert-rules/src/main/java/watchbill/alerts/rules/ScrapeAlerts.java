package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.SelfFamilies.OVERFLOWING_AGENTS;
import static watchbill.metrics.catalogue.SelfFamilies.SCRAPES_REFUSED;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Example;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.View;
import watchbill.metrics.catalogue.NoLabels;
import watchbill.metrics.catalogue.SelfFamilies.TenantLabels;
import watchbill.metrics.promql.Query;
import watchbill.metrics.promql.Windows;

/// Alerts about what Prometheus does not get of Watchbill.
public final class ScrapeAlerts {
  /// A tenant has more agents than series: one of the others cannot be named when it is stuck.
  public static final Alert<TenantLabels> SERIES_BUDGET =
      new Alert<>(
          "WatchbillSeriesBudget",
          Query.of(OVERFLOWING_AGENTS).by(TENANT).max().above(0),
          Duration.ofMinutes(15),
          Severity.TICKET,
          Owner.PLATFORM,
          View.SELF,
          "Tenant {{ $labels.tenant }} has more agents than may have series: the others are shown as"
              + " agent _other.",
          List.of(
              Example.when("a tenant makes up agents, until more are allowed")
                  .with(OVERFLOWING_AGENTS, new TenantLabels("acme"), "0x9 1x29 0x20")
                  .quietAt(24)
                  .firesAt(25, Map.of("tenant", "acme"))
                  .quietAt(40)));

  /// Prometheus is sent away, and forgets for a moment what it knew: alerts resolve that should
  /// not.
  public static final Alert<NoLabels> SCRAPES_LOST =
      new Alert<>(
          "WatchbillScrapesRefused",
          Query.increase(SCRAPES_REFUSED, Windows.TEN_MINUTES).by().sum().above(0),
          Duration.ZERO,
          Severity.TICKET,
          Owner.PLATFORM,
          View.SELF,
          "Watchbill has refused scrapes: too many at once.",
          List.of(
              Example.when("somebody scrapes by hand beside two Prometheus servers")
                  .with(SCRAPES_REFUSED, NoLabels.NONE, "0x9 1x40")
                  .quietAt(9)
                  .firesAt(10, Map.of())
                  .firesAt(18, Map.of())
                  .quietAt(20)));

  static final AlertGroup GROUP = AlertGroup.of("watchbill-scrapes", SERIES_BUDGET, SCRAPES_LOST);

  private ScrapeAlerts() {}
}

package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.Label.SOURCE;
import static watchbill.metrics.catalogue.SelfFamilies.BUILD_INFO;
import static watchbill.metrics.catalogue.SelfFamilies.SOURCE_UP;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Example;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.View;
import watchbill.metrics.catalogue.SelfFamilies.SourceLabels;
import watchbill.metrics.catalogue.SelfFamilies.VersionLabels;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Query;

/// Alerts about whether Watchbill is there, and hears.
public final class SelfAlerts {
  /// The sources without which nobody knows what agents do.
  private static final String NEEDED = "nats|kubernetes|signals";

  private static final SourceLabels NATS = new SourceLabels("nats");
  private static final SourceLabels PRICES = new SourceLabels("prices");
  private static final SourceLabels STORE = new SourceLabels("replication:memory");
  private static final VersionLabels VERSION = new VersionLabels("0.1.0");

  /// A source is not heard. What rests on it is unknown meanwhile; this alert silences the alerts
  /// that do (`docs/alerts.md`).
  public static final Alert<SourceLabels> SOURCE_DOWN =
      new Alert<>(
          "WatchbillSourceDown",
          Query.of(SOURCE_UP, Matcher.matches(SOURCE, NEEDED)).by(SOURCE).min().is(0),
          Duration.ofMinutes(3),
          Severity.PAGE,
          Owner.PLATFORM,
          View.SELF,
          "Watchbill cannot hear {{ $labels.source }}: what agents do is unknown.",
          List.of(
              Example.when("a source goes down, and comes back; another is of less weight")
                  .with(SOURCE_UP, NATS, "1x9 0x9 1x20")
                  .with(SOURCE_UP, new SourceLabels("kubernetes"), "1x40")
                  .with(SOURCE_UP, PRICES, "0x40")
                  .quietAt(12)
                  .firesAt(13, Map.of("source", "nats"))
                  .quietAt(20),
              Example.when("a server is restarted")
                  .with(SOURCE_UP, NATS, "1x9 0x1 1x20")
                  .quietAt(11)
                  .quietAt(15)));

  /// A source is not heard without which the rest is still right, only with less in it. Of a store
  /// that does not answer there is [ReplicationAlerts#UNREACHABLE].
  public static final Alert<SourceLabels> SOURCE_DEGRADED =
      new Alert<>(
          "WatchbillSourceDegraded",
          Query.of(
                  SOURCE_UP,
                  Matcher.matchesNot(SOURCE, NEEDED),
                  Matcher.matchesNot(SOURCE, ReplicationAlerts.STORES))
              .by(SOURCE)
              .min()
              .is(0),
          Duration.ofMinutes(15),
          Severity.TICKET,
          Owner.PLATFORM,
          View.SELF,
          "Watchbill cannot hear {{ $labels.source }}: what rests on it is missing or old.",
          List.of(
              Example.when("a price file is broken, and repaired; what others are for is down, too")
                  .with(SOURCE_UP, PRICES, "1x9 0x29 1x20")
                  .with(SOURCE_UP, NATS, "0x60")
                  .with(SOURCE_UP, STORE, "0x60")
                  .quietAt(24)
                  .firesAt(25, Map.of("source", "prices"))
                  .quietAt(40)));

  /// Prometheus scrapes no Watchbill at all. It asks for the build's own series, so it does not
  /// depend on the name of the scrape job.
  public static final Alert<VersionLabels> DOWN =
      new Alert<>(
          "WatchbillDown",
          Query.of(BUILD_INFO).absent(),
          Duration.ofMinutes(5),
          Severity.PAGE,
          Owner.PLATFORM,
          View.SELF,
          "Prometheus scrapes no Watchbill: nobody watches the agents.",
          List.of(
              Example.when("Watchbill stops, and is started again")
                  .with(BUILD_INFO, VERSION, "1x9 stale _x9 1x20")
                  .quietAt(9)
                  .quietAt(14)
                  .firesAt(15, Map.of())
                  .quietAt(20),
              Example.when("Watchbill is updated")
                  .with(BUILD_INFO, VERSION, "1x9 stale")
                  .with(BUILD_INFO, new VersionLabels("0.2.0"), "_x12 1x20")
                  .quietAt(12)
                  .quietAt(20)));

  /// Fires always, as long as Watchbill, Prometheus and the way to the pager work: a dead man's
  /// switch listens for it.
  public static final Alert<VersionLabels> WATCHDOG =
      new Alert<>(
          "WatchbillWatchdog",
          Query.of(BUILD_INFO).by().max().above(0),
          Duration.ZERO,
          Severity.NONE,
          Owner.PLATFORM,
          View.SELF,
          "Always firing: Watchbill is scraped and alerts are delivered.",
          List.of(
              Example.when("Watchbill runs, and stops")
                  .with(BUILD_INFO, VERSION, "1x9 stale")
                  .firesAt(0, Map.of())
                  .firesAt(9, Map.of())
                  .quietAt(10),
              Example.when("nothing says that Watchbill runs")
                  .with(BUILD_INFO, VERSION, "0x9")
                  .quietAt(5)));

  static final AlertGroup GROUP =
      AlertGroup.of("watchbill-self", SOURCE_DOWN, SOURCE_DEGRADED, DOWN, WATCHDOG);

  private SelfAlerts() {}
}

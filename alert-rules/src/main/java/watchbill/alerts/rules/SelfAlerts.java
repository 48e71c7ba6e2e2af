package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.Label.REASON;
import static watchbill.metrics.catalogue.Label.SOURCE;
import static watchbill.metrics.catalogue.SelfFamilies.BUILD_INFO;
import static watchbill.metrics.catalogue.SelfFamilies.EVENTS_REJECTED;
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
import watchbill.metrics.catalogue.SelfFamilies.ReasonLabels;
import watchbill.metrics.catalogue.SelfFamilies.SourceLabels;
import watchbill.metrics.catalogue.SelfFamilies.VersionLabels;
import watchbill.metrics.promql.Query;
import watchbill.metrics.promql.Windows;

/// Alerts about Watchbill itself.
public final class SelfAlerts {
  private static final SourceLabels NATS = new SourceLabels("nats");
  private static final VersionLabels VERSION = new VersionLabels("0.1.0");
  private static final ReasonLabels NOT_JSON = new ReasonLabels("not_json");

  /// A source is not heard. What rests on it is unknown meanwhile; this alert silences the alerts
  /// that do (`docs/alerts.md`).
  public static final Alert<SourceLabels> SOURCE_DOWN =
      new Alert<>(
          "WatchbillSourceDown",
          Query.of(SOURCE_UP).by(SOURCE).min().is(0),
          Duration.ofMinutes(3),
          Severity.PAGE,
          Owner.PLATFORM,
          View.SELF,
          "Watchbill cannot hear {{ $labels.source }}: what agents do is unknown.",
          List.of(
              Example.when("a source goes down, and comes back")
                  .with(SOURCE_UP, NATS, "1x9 0x9 1x20")
                  .with(SOURCE_UP, new SourceLabels("kubernetes"), "1x40")
                  .quietAt(12)
                  .firesAt(14, Map.of("source", "nats"))
                  .quietAt(21),
              Example.when("a server is restarted")
                  .with(SOURCE_UP, NATS, "1x9 0x1 1x20")
                  .quietAt(11)
                  .quietAt(15)));

  /// Events are sent that cannot be used.
  public static final Alert<ReasonLabels> REJECTIONS =
      new Alert<>(
          "WatchbillEventsRejected",
          Query.increase(EVENTS_REJECTED, Windows.TEN_MINUTES).by(REASON).sum().above(0),
          Duration.ZERO,
          Severity.TICKET,
          Owner.PLATFORM,
          View.SELF,
          "Events are rejected: {{ $labels.reason }}. They are kept as dead letters.",
          List.of(
              Example.when("one event is broken")
                  .with(EVENTS_REJECTED, NOT_JSON, "0x9 1x40")
                  .quietAt(9)
                  .firesAt(11, Map.of("reason", "not_json"))
                  .quietAt(25),
              Example.when("events were broken long ago")
                  .with(EVENTS_REJECTED, NOT_JSON, "7x40")
                  .quietAt(20)));

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
                  .firesAt(16, Map.of())
                  .quietAt(22),
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
                  .quietAt(10)));

  static final AlertGroup GROUP =
      AlertGroup.of("watchbill-self", SOURCE_DOWN, REJECTIONS, DOWN, WATCHDOG);

  private SelfAlerts() {}
}

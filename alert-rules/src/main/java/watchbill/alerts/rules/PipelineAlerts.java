package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.Label.REASON;
import static watchbill.metrics.catalogue.Label.SOURCE;
import static watchbill.metrics.catalogue.SelfFamilies.EVENTS;
import static watchbill.metrics.catalogue.SelfFamilies.EVENTS_REJECTED;
import static watchbill.metrics.catalogue.SelfFamilies.EVENTS_UNKNOWN_TYPE;
import static watchbill.metrics.catalogue.SelfFamilies.SIGNALS_DROPPED;
import static watchbill.metrics.catalogue.SelfFamilies.SOURCE_UP;
import static watchbill.metrics.catalogue.SelfFamilies.STREAM_PENDING;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Example;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.View;
import watchbill.metrics.catalogue.FeedFamilies;
import watchbill.metrics.catalogue.NoLabels;
import watchbill.metrics.catalogue.SelfFamilies.ReasonLabels;
import watchbill.metrics.catalogue.SelfFamilies.SourceLabels;
import watchbill.metrics.catalogue.SelfFamilies.StreamLabels;
import watchbill.metrics.catalogue.SelfFamilies.TypeLabels;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;
import watchbill.metrics.promql.Window;
import watchbill.metrics.promql.Windows;

/// Alerts about what Watchbill takes in and gives on: late, refused or lost.
public final class PipelineAlerts {
  /// Over which the pace is measured at which messages are taken in.
  private static final Duration PACE = Duration.ofMinutes(5);

  /// How far behind Watchbill may be at that pace: verdicts are a minute late then.
  private static final Duration BEHIND = Duration.ofMinutes(1);

  private static final StreamLabels AGENTS = new StreamLabels("AGENTS");
  private static final SourceLabels NATS = new SourceLabels("nats");
  private static final TypeLabels TOOL = new TypeLabels("agent.tool.finished");
  private static final ReasonLabels NOT_JSON = new ReasonLabels("not_json");
  private static final ReasonLabels NEWER = new ReasonLabels("newer");

  /// More messages wait than Watchbill takes in within a minute: what it says of agents is late,
  /// and gets later. While the bus cannot be heard, nobody knows how many wait.
  public static final Alert<StreamLabels> LATE =
      new Alert<>(
          "WatchbillPipelineLate",
          Query.of(STREAM_PENDING)
              .by()
              .sum()
              .above(
                  takenIn().scaled((double) BEHIND.toSeconds() / PACE.toSeconds()), Matching.on())
              .unless(
                  Query.of(SOURCE_UP, Matcher.equal(SOURCE, "nats")).by().min().is(0),
                  Matching.on()),
          Duration.ofMinutes(5),
          Severity.PAGE,
          Owner.PLATFORM,
          View.SELF,
          "Watchbill does not keep up with the agents' events: its verdicts are late.",
          List.of(
              Example.when("a fleet says more than Watchbill can take in, for a while")
                  .with(EVENTS, TOOL, "0+50x80")
                  .with(EVENTS_REJECTED, NOT_JSON, "0+30x80")
                  .with(EVENTS_UNKNOWN_TYPE, NoLabels.NONE, "0+20x80")
                  .with(STREAM_PENDING, AGENTS, "100x19 101x19 100x40")
                  .with(SOURCE_UP, new SourceLabels("prices"), "0x80")
                  .quietAt(24)
                  .firesAt(25, Map.of())
                  .quietAt(40),
              Example.when("Watchbill stops to take in what waits, and is started again")
                  .with(EVENTS, TOOL, "0+100x19 2000x20 0+100x30")
                  .with(EVENTS_REJECTED, NOT_JSON, "0x80")
                  .with(EVENTS_UNKNOWN_TYPE, NoLabels.NONE, "0x80")
                  .with(STREAM_PENDING, AGENTS, "30x80")
                  .with(SOURCE_UP, NATS, "1x80")
                  .quietAt(28)
                  .firesAt(29, Map.of())
                  .quietAt(45),
              Example.when("the bus is down")
                  .with(EVENTS, TOOL, "2000x60")
                  .with(EVENTS_REJECTED, NOT_JSON, "0x60")
                  .with(EVENTS_UNKNOWN_TYPE, NoLabels.NONE, "0x60")
                  .with(STREAM_PENDING, AGENTS, "30x60")
                  .with(SOURCE_UP, NATS, "0x60")
                  .quietAt(30)));

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
                  .firesAt(10, Map.of("reason", "not_json"))
                  .firesAt(18, Map.of("reason", "not_json"))
                  .quietAt(20),
              Example.when("events were broken long ago")
                  .with(EVENTS_REJECTED, NOT_JSON, "7x40")
                  .quietAt(20)));

  /// Controllers of agents were not told of verdicts.
  public static final Alert<NoLabels> SIGNALS_LOST =
      new Alert<>(
          "WatchbillSignalsDropped",
          Query.increase(SIGNALS_DROPPED, Windows.TEN_MINUTES).by().sum().above(0),
          Duration.ZERO,
          Severity.TICKET,
          Owner.PLATFORM,
          View.SELF,
          "Verdicts for controllers of agents were dropped: no stream took them.",
          List.of(
              Example.when("the stream for verdicts is missing for a moment")
                  .with(SIGNALS_DROPPED, NoLabels.NONE, "0x9 1x40")
                  .quietAt(9)
                  .firesAt(10, Map.of())
                  .firesAt(18, Map.of())
                  .quietAt(20)));

  /// An exporter cannot read what its processor tells.
  public static final Alert<ReasonLabels> FEED_UNREADABLE =
      new Alert<>(
          "WatchbillFeedUnreadable",
          Query.increase(FeedFamilies.SKIPPED, Windows.TEN_MINUTES).by(REASON).sum().above(0),
          Duration.ZERO,
          Severity.TICKET,
          Owner.PLATFORM,
          View.SELF,
          "An exporter cannot read what its processor tells it: {{ $labels.reason }}.",
          List.of(
              Example.when("a processor is newer than its exporters for a moment")
                  .with(FeedFamilies.SKIPPED, NEWER, "0x9 1x40")
                  .quietAt(9)
                  .firesAt(10, Map.of("reason", "newer"))
                  .firesAt(18, Map.of("reason", "newer"))
                  .quietAt(20)));

  static final AlertGroup GROUP =
      AlertGroup.of("watchbill-pipeline", LATE, REJECTIONS, SIGNALS_LOST, FEED_UNREADABLE);

  private PipelineAlerts() {}

  /// How many messages were taken in, whatever became of them.
  private static Query<TypeLabels> takenIn() {
    Window pace = Window.of(PACE);
    return Query.increase(EVENTS, pace)
        .by()
        .sum()
        .plus(Query.increase(EVENTS_REJECTED, pace).by().sum(), Matching.on())
        .plus(Query.increase(EVENTS_UNKNOWN_TYPE, pace).by().sum(), Matching.on());
  }
}

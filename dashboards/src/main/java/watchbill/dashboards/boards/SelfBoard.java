package watchbill.dashboards.boards;

import static watchbill.dashboards.Chosen.clusters;
import static watchbill.metrics.catalogue.Label.AREA;
import static watchbill.metrics.catalogue.Label.REASON;
import static watchbill.metrics.catalogue.Label.SOURCE;
import static watchbill.metrics.catalogue.Label.STREAM;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.Label.TYPE;
import static watchbill.metrics.catalogue.Label.VERSION;
import static watchbill.metrics.promql.Windows.GRAFANA_RANGE;
import static watchbill.metrics.promql.Windows.GRAFANA_RATE;

import java.util.List;
import watchbill.dashboards.Board;
import watchbill.dashboards.BoardName;
import watchbill.dashboards.Chosen;
import watchbill.dashboards.Color;
import watchbill.dashboards.Panel.Stat;
import watchbill.dashboards.Panel.StateTimeline;
import watchbill.dashboards.Panel.Table;
import watchbill.dashboards.Panel.TimeSeries;
import watchbill.dashboards.Row;
import watchbill.dashboards.Target;
import watchbill.dashboards.Thresholds;
import watchbill.metrics.catalogue.BusFamilies;
import watchbill.metrics.catalogue.Counter;
import watchbill.metrics.catalogue.FeedFamilies;
import watchbill.metrics.catalogue.ForeignFamilies;
import watchbill.metrics.catalogue.GpuFamilies;
import watchbill.metrics.catalogue.NoLabels;
import watchbill.metrics.catalogue.SelfFamilies;
import watchbill.metrics.catalogue.SpendFamilies;
import watchbill.metrics.promql.Condition;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// Whether Watchbill hears everything, keeps up, and can be believed.
final class SelfBoard {
  static final Board BOARD =
      new Board(
          BoardName.SELF,
          "Whether Watchbill hears everything, keeps up, and can be believed; and what it takes.",
          Chosen.clusterVariables(),
          List.of(),
          List.of(glance(), hears(), understands(), keepsUp(), tells(), takes()));

  private SelfBoard() {}

  private static Row glance() {
    return Row.of(
        "At a glance",
        Stat.of(
            "Sources",
            "1 while the source can be heard. What rests on one that cannot is unknown.",
            Thresholds.BELOW_ONE,
            Query.of(SelfFamilies.SOURCE_UP, clusters()).by(SOURCE).min()),
        Stat.of(
            "Version",
            "Processes that run, by version.",
            Thresholds.NONE,
            Query.of(SelfFamilies.BUILD_INFO, clusters()).by(VERSION).count()),
        Stat.of(
            "Checkpoint's age",
            "How long ago position and state were last saved.",
            Thresholds.NONE,
            Query.age(SelfFamilies.CHECKPOINT_LAST_SUCCESS, clusters()).by().max()),
        Stat.of(
            "Agents beyond the limit",
            "Agents that have no series of their own: their totals are in those of agent _other.",
            Thresholds.ABOVE_ZERO,
            Query.of(SelfFamilies.OVERFLOWING_AGENTS, clusters()).by(TENANT).max()));
  }

  private static Row hears() {
    return Row.of(
        "Does it hear",
        TimeSeries.lines(
            "Last heard",
            "How long ago each source last answered or delivered.",
            Query.age(SelfFamilies.SOURCE_LAST_SUCCESS, clusters()).by(SOURCE).max()),
        StateTimeline.of(
            "When sources could be heard",
            "A gap is a time in which nothing was known of what rests on the source.",
            Color.GREEN,
            Query.of(SelfFamilies.SOURCE_UP, clusters()).by(SOURCE).min()),
        TimeSeries.lines(
            "Errors of sources, an hour",
            "That they gave, or that the connection to them met.",
            Query.rate(SelfFamilies.SOURCE_ERRORS, GRAFANA_RATE, clusters())
                .by(SOURCE)
                .sum()
                .perHour()));
  }

  private static Row understands() {
    return Row.of(
        "Does it understand",
        TimeSeries.areas(
            "Events per second",
            "Events understood, by type.",
            Query.rate(SelfFamilies.EVENTS, GRAFANA_RATE, clusters()).by(TYPE).sum()),
        TimeSeries.lines(
            "Rejected events per second",
            "Events that could not be used, by reason.",
            Query.rate(SelfFamilies.EVENTS_REJECTED, GRAFANA_RATE, clusters()).by(REASON).sum()),
        stat(
            "Events of an unknown type",
            "In the time range: an agent speaks a newer version.",
            SelfFamilies.EVENTS_UNKNOWN_TYPE),
        stat(
            "Unknown keys",
            "Keys of events' data in the time range that this version does not know.",
            SelfFamilies.EVENT_UNKNOWN_KEYS),
        Stat.of(
            "Duplicates",
            "Events in the time range that had come before and were not counted again.",
            Thresholds.NONE,
            Query.increase(SelfFamilies.EVENTS_DUPLICATE, GRAFANA_RANGE, clusters()).by().sum()),
        stat(
            "Dead letters",
            "Rejected events in the time range that were kept on the dead-letter subject.",
            SelfFamilies.DEAD_LETTERS),
        Table.of(
            "Rejected events",
            "In the time range, by reason.",
            new Target(
                "events",
                Query.increase(SelfFamilies.EVENTS_REJECTED, GRAFANA_RANGE, clusters())
                    .by(REASON)
                    .sum())),
        TimeSeries.lines(
            "Responses too old to be counted, an hour",
            "They cannot be told from those that were counted and forgotten.",
            Query.rate(SpendFamilies.STALE_RESPONSES, GRAFANA_RATE, clusters())
                .by(TENANT)
                .sum()
                .perHour()));
  }

  private static Row keepsUp() {
    return Row.of(
        "Does it keep up",
        TimeSeries.lines(
            "Messages that wait",
            "Messages of the stream that were not delivered yet.",
            Query.of(SelfFamilies.STREAM_PENDING, clusters()).by(STREAM).max()),
        TimeSeries.lines(
            "Position in the stream",
            "The last sequence that was applied.",
            Query.of(SelfFamilies.STREAM_SEQUENCE, clusters()).by(STREAM).max()),
        Stat.of(
            "Streams and consumers left out",
            "Of the bus, beyond the most that are looked at, and those that are not durable.",
            Thresholds.NONE,
            Query.of(BusFamilies.LEFT_OUT, clusters()).by().max()),
        stat(
            "Lines of GPU pages left out",
            "Lines of DCGM exporters' pages in the time range that could not be read.",
            Query.increase(GpuFamilies.LINES_SKIPPED, GRAFANA_RANGE, clusters())),
        Stat.of(
            "Series",
            "In the last scrape.",
            Thresholds.NONE,
            Query.of(SelfFamilies.SERIES, clusters()).by().max()),
        stat(
            "Scrapes refused",
            "In the time range, because too many were under way.",
            SelfFamilies.SCRAPES_REFUSED));
  }

  private static Row tells() {
    return Row.of(
        "Does it tell",
        new TimeSeries(
            "Verdicts per second",
            "Verdicts that their stream took, and those that were lost on the way.",
            false,
            List.of(
                new Target("published", rate(SelfFamilies.SIGNALS_PUBLISHED)),
                new Target("dropped", rate(SelfFamilies.SIGNALS_DROPPED)))),
        new TimeSeries(
            "Between processor and exporters, per second",
            "Signals that the feed has stored and that exporters have taken, and times that it did"
                + " not store.",
            false,
            List.of(
                new Target("stored", rate(FeedFamilies.STORED)),
                new Target("taken", rate(FeedFamilies.TAKEN)),
                new Target("failures", rate(FeedFamilies.FAILURES)))),
        TimeSeries.lines(
            "Signals that wait",
            "Signals that the processor has still to give to the feed.",
            Query.of(FeedFamilies.PENDING, clusters()).by().sum()),
        TimeSeries.lines(
            "Messages of the feed left out, per second",
            "Those that an exporter could not read, by reason.",
            Query.rate(FeedFamilies.SKIPPED, GRAFANA_RATE, clusters()).by(REASON).sum()));
  }

  private static Row takes() {
    var watchbill = Query.of(SelfFamilies.BUILD_INFO, clusters()).is(1);
    Condition<NoLabels> memory = Query.of(ForeignFamilies.PROCESS_MEMORY, clusters()).above(0);
    Condition<NoLabels> cpu =
        Query.rate(ForeignFamilies.PROCESS_CPU, GRAFANA_RATE, clusters()).atLeast(0);
    return Row.of(
        "What it takes",
        new TimeSeries(
            "Size of a scrape",
            "Before compression and after.",
            false,
            List.of(
                new Target("before", Query.of(SelfFamilies.SCRAPE_SIZE, clusters()).by().max()),
                new Target(
                    "after",
                    Query.of(SelfFamilies.SCRAPE_COMPRESSED_SIZE, clusters()).by().max()))),
        new TimeSeries(
            "Scrapes and pieces per second",
            "Scrapes answered, and pieces that were compressed for them.",
            false,
            List.of(
                new Target("scrapes", rate(SelfFamilies.SCRAPES)),
                new Target("pieces", rate(SelfFamilies.SCRAPE_PIECES_COMPRESSED)))),
        TimeSeries.lines(
            "CPU",
            "Of all processes of Watchbill together: seconds in each second, which are cores.",
            cpu.and(watchbill, Matching.sameTarget()).query().by().sum()),
        new TimeSeries(
            "Memory",
            "Of all processes of Watchbill together: what they hold, and what their Java machines"
                + " use of it.",
            false,
            List.of(
                new Target("held", memory.and(watchbill, Matching.sameTarget()).query().by().sum()),
                new Target(
                    "heap and other",
                    Query.of(ForeignFamilies.JVM_MEMORY, clusters())
                        .above(0)
                        .and(watchbill, Matching.sameTarget())
                        .query()
                        .by(AREA)
                        .sum()))));
  }

  private static Stat stat(String title, String description, Counter<NoLabels> counter) {
    return stat(title, description, Query.increase(counter, GRAFANA_RANGE, clusters()));
  }

  private static Stat stat(String title, String description, Query<?> query) {
    return Stat.of(title, description, Thresholds.ABOVE_ZERO, query.by().sum());
  }

  private static Query<NoLabels> rate(Counter<NoLabels> counter) {
    return Query.rate(counter, GRAFANA_RATE, clusters()).by().sum();
  }
}

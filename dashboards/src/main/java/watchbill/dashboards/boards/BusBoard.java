package watchbill.dashboards.boards;

import static watchbill.dashboards.Chosen.agents;
import static watchbill.dashboards.Chosen.clusters;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.CONSUMER;
import static watchbill.metrics.catalogue.Label.KIND;
import static watchbill.metrics.catalogue.Label.SERVER;
import static watchbill.metrics.catalogue.Label.STREAM;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.promql.Windows.GRAFANA_RANGE;
import static watchbill.metrics.promql.Windows.GRAFANA_RATE;

import java.util.List;
import watchbill.dashboards.Board;
import watchbill.dashboards.BoardName;
import watchbill.dashboards.Chosen;
import watchbill.dashboards.Panel.Stat;
import watchbill.dashboards.Panel.Table;
import watchbill.dashboards.Panel.TimeSeries;
import watchbill.dashboards.Row;
import watchbill.dashboards.Target;
import watchbill.dashboards.Thresholds;
import watchbill.metrics.catalogue.BusFamilies;
import watchbill.metrics.catalogue.BusFamilies.ConsumerLabels;
import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// Whose messages wait, which were given up, and what of the bus is nearly full.
final class BusBoard {
  private static final int LONGEST = 10;

  static final Board BOARD =
      new Board(
          BoardName.BUS,
          "Whose messages wait on NATS, which were given up, and what of JetStream and its servers"
              + " is nearly full.",
          Chosen.agentVariables(),
          Marks.FLEET,
          List.of(waiting(), redelivered(), storage(), servers()));

  private BusBoard() {}

  private static Row waiting() {
    return Row.of(
        "What waits",
        Stat.of(
            "Messages that wait",
            "Messages that consumers were not given so far.",
            Thresholds.NONE,
            each(BusFamilies.PENDING).by().sum()),
        Stat.of(
            "Given and not acknowledged",
            "Messages that are being worked on, or were forgotten.",
            Thresholds.NONE,
            each(BusFamilies.UNACKNOWLEDGED).by().sum()),
        Stat.of(
            "Given up",
            "Messages in the time range that were given as often as allowed and never acknowledged.",
            Thresholds.ABOVE_ZERO,
            Query.increase(BusFamilies.GIVEN_UP, GRAFANA_RANGE, agents()).by().sum()),
        Stat.of(
            "Left out",
            "Streams and consumers beyond the most that are looked at, and consumers that are not"
                + " durable.",
            Thresholds.NONE,
            Query.of(BusFamilies.LEFT_OUT, clusters()).by().max()),
        TimeSeries.lines(
            "Messages that wait, by consumer", "The most.", each(BusFamilies.PENDING).top(LONGEST)),
        TimeSeries.lines(
            "Requests that wait for messages",
            "0 with messages that wait: nobody asks for them.",
            each(BusFamilies.WAITING)),
        Table.of(
            "Whose messages wait",
            "By agent and consumer.",
            new Target(
                "messages",
                Query.of(BusFamilies.PENDING, agents())
                    .by(TENANT, AGENT, STREAM, CONSUMER)
                    .max()
                    .top(LONGEST))),
        Table.of(
            "Last given a message",
            "How long ago.",
            new Target(
                "ago",
                Query.age(BusFamilies.DELIVERED, agents())
                    .by(TENANT, AGENT, STREAM, CONSUMER)
                    .max()
                    .top(LONGEST))));
  }

  private static Row redelivered() {
    return Row.of(
        "What is done twice",
        TimeSeries.lines(
            "Given more than once",
            "Messages that are not acknowledged and were given again.",
            each(BusFamilies.REDELIVERED)),
        TimeSeries.lines(
            "Not acknowledged, against the most",
            "At 100 % the consumer is given no more.",
            each(BusFamilies.UNACKNOWLEDGED)
                .dividedBy(each(BusFamilies.MAX_UNACKNOWLEDGED), Matching.on(STREAM, CONSUMER))),
        TimeSeries.lines(
            "Given up, in an hour",
            "Messages that were given as often as allowed and never acknowledged.",
            Query.rate(BusFamilies.GIVEN_UP, GRAFANA_RATE, agents())
                .by(STREAM, CONSUMER)
                .sum()
                .perHour()),
        Table.of(
            "Time to acknowledge",
            "A task that takes longer is done twice.",
            new Target("time", each(BusFamilies.ACK_WAIT))));
  }

  private static Row storage() {
    var size = Query.of(BusFamilies.STREAM_SIZE, agents()).by(STREAM).max();
    return Row.of(
        "What is nearly full",
        TimeSeries.lines(
            "Streams against their limits",
            "Bytes that the stream holds against what it may; streams without limit are left out.",
            size.dividedBy(
                Query.of(BusFamilies.STREAM_LIMIT, agents()).by(STREAM).max(),
                Matching.on(STREAM))),
        TimeSeries.lines(
            "Storage against its limit",
            "What all streams take against what they may; nothing is shown without limit.",
            Query.of(BusFamilies.STORAGE_USED, agents())
                .by(KIND)
                .max()
                .dividedBy(
                    Query.of(BusFamilies.STORAGE_LIMIT, agents()).by(KIND).max(),
                    Matching.on(KIND))),
        TimeSeries.areas("Size of streams", "Bytes that they hold.", size),
        TimeSeries.lines(
            "Messages in streams",
            "Messages that they hold.",
            Query.of(BusFamilies.STREAM_MESSAGES, agents()).by(STREAM).max()),
        TimeSeries.lines(
            "Storage",
            "What all streams take, in files and in memory.",
            Query.of(BusFamilies.STORAGE_USED, agents()).by(KIND).max()));
  }

  private static Row servers() {
    var connections = Query.of(BusFamilies.CONNECTIONS, agents()).by(SERVER).max();
    return Row.of(
        "Servers",
        TimeSeries.lines("Connections", "To each server.", connections),
        TimeSeries.lines(
            "Connections against the most",
            "At 100 % nobody else gets in.",
            connections.dividedBy(
                Query.of(BusFamilies.MAX_CONNECTIONS, agents()).by(SERVER).max(),
                Matching.on(SERVER))),
        TimeSeries.lines(
            "Slow consumers, in an hour",
            "Connections that the server closed because they read too slowly.",
            Query.rate(BusFamilies.SLOW_CONSUMERS, GRAFANA_RATE, agents())
                .by(SERVER)
                .sum()
                .perHour()),
        TimeSeries.lines(
            "Memory",
            "Of the server's process.",
            Query.of(BusFamilies.SERVER_MEMORY, agents()).by(SERVER).max()));
  }

  private static Query<ConsumerLabels> each(Gauge<ConsumerLabels> gauge) {
    return Query.of(gauge, agents()).by(STREAM, CONSUMER).max();
  }
}

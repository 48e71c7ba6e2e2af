package watchbill.dashboards.boards;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.CONSUMER;
import static watchbill.metrics.catalogue.Label.KIND;
import static watchbill.metrics.catalogue.Label.SERVER;
import static watchbill.metrics.catalogue.Label.STREAM;
import static watchbill.metrics.catalogue.Label.TENANT;

import java.util.List;
import watchbill.dashboards.Board;
import watchbill.dashboards.Panel.Red;
import watchbill.dashboards.Panel.Stat;
import watchbill.dashboards.Panel.Table;
import watchbill.dashboards.Panel.TimeSeries;
import watchbill.dashboards.Row;
import watchbill.dashboards.Target;
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
          "watchbill-bus",
          "Watchbill / Bus",
          "Whose messages wait on NATS, which were given up, and what of JetStream and its servers"
              + " is nearly full.",
          Chosen.VARIABLES,
          List.of(waiting(), redelivered(), storage(), servers()));

  private BusBoard() {}

  private static Row waiting() {
    return Row.of(
        "What waits",
        Stat.of(
            "Messages that wait",
            "Messages that consumers were not given so far.",
            Red.NONE,
            each(BusFamilies.PENDING).by().sum()),
        Stat.of(
            "Given and not acknowledged",
            "Messages that are being worked on, or were forgotten.",
            Red.NONE,
            each(BusFamilies.UNACKNOWLEDGED).by().sum()),
        Stat.of(
            "Given up",
            "Messages in the time range that were given as often as allowed and never acknowledged.",
            Red.ABOVE_ZERO,
            Chosen.increase(BusFamilies.GIVEN_UP).by().sum()),
        Stat.of(
            "Left out",
            "Streams and consumers beyond the most that are looked at, and consumers that are not"
                + " durable.",
            Red.NONE,
            Query.of(BusFamilies.LEFT_OUT).by().max()),
        TimeSeries.lines(
            "Messages that wait, by consumer", "The most.", each(BusFamilies.PENDING).top(LONGEST)),
        TimeSeries.lines(
            "Requests that wait for messages",
            "0 with messages that wait: nobody asks for them.",
            each(BusFamilies.WAITING)),
        new Table(
            "Whose messages wait",
            "By agent and consumer.",
            new Target(
                "messages",
                Chosen.of(BusFamilies.PENDING)
                    .by(TENANT, AGENT, STREAM, CONSUMER)
                    .max()
                    .top(LONGEST))),
        new Table(
            "Last given a message",
            "How long ago.",
            new Target(
                "ago",
                Chosen.age(BusFamilies.DELIVERED)
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
            Chosen.rate(BusFamilies.GIVEN_UP).by(STREAM, CONSUMER).sum().perHour()),
        new Table(
            "Time to acknowledge",
            "A task that takes longer is done twice.",
            new Target("time", each(BusFamilies.ACK_WAIT))));
  }

  private static Row storage() {
    var size = Chosen.of(BusFamilies.STREAM_SIZE).by(STREAM).max();
    return Row.of(
        "What is nearly full",
        TimeSeries.lines(
            "Streams against their limits",
            "Bytes that the stream holds against what it may; streams without limit are left out.",
            size.dividedBy(
                Chosen.of(BusFamilies.STREAM_LIMIT).by(STREAM).max(), Matching.on(STREAM))),
        TimeSeries.lines(
            "Storage against its limit",
            "What all streams take against what they may; nothing is shown without limit.",
            Chosen.of(BusFamilies.STORAGE_USED)
                .by(KIND)
                .max()
                .dividedBy(Chosen.of(BusFamilies.STORAGE_LIMIT).by(KIND).max(), Matching.on(KIND))),
        TimeSeries.areas("Size of streams", "Bytes that they hold.", size),
        TimeSeries.lines(
            "Messages in streams",
            "Messages that they hold.",
            Chosen.of(BusFamilies.STREAM_MESSAGES).by(STREAM).max()),
        TimeSeries.lines(
            "Storage",
            "What all streams take, in files and in memory.",
            Chosen.of(BusFamilies.STORAGE_USED).by(KIND).max()));
  }

  private static Row servers() {
    var connections = Chosen.of(BusFamilies.CONNECTIONS).by(SERVER).max();
    return Row.of(
        "Servers",
        TimeSeries.lines("Connections", "To each server.", connections),
        TimeSeries.lines(
            "Connections against the most",
            "At 100 % nobody else gets in.",
            connections.dividedBy(
                Chosen.of(BusFamilies.MAX_CONNECTIONS).by(SERVER).max(), Matching.on(SERVER))),
        TimeSeries.lines(
            "Slow consumers, in an hour",
            "Connections that the server closed because they read too slowly.",
            Chosen.rate(BusFamilies.SLOW_CONSUMERS).by(SERVER).sum().perHour()),
        TimeSeries.lines(
            "Memory",
            "Of the server's process.",
            Chosen.of(BusFamilies.SERVER_MEMORY).by(SERVER).max()));
  }

  private static Query<ConsumerLabels> each(Gauge<ConsumerLabels> gauge) {
    return Chosen.of(gauge).by(STREAM, CONSUMER).max();
  }
}

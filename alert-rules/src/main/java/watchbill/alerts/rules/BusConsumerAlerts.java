package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.BusFamilies.DELIVERED;
import static watchbill.metrics.catalogue.BusFamilies.GIVEN_UP;
import static watchbill.metrics.catalogue.BusFamilies.PENDING;
import static watchbill.metrics.catalogue.BusFamilies.REDELIVERED;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.CONSUMER;
import static watchbill.metrics.catalogue.Label.STREAM;
import static watchbill.metrics.catalogue.Label.TENANT;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Example;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.View;
import watchbill.metrics.catalogue.BusFamilies.ConsumerLabels;
import watchbill.metrics.promql.Condition;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;
import watchbill.metrics.promql.Recorded;
import watchbill.metrics.promql.Windows;

/// Alerts about work that the bus holds and nobody does, or that is done twice or not at all.
public final class BusConsumerAlerts {
  /// An inbox of a few messages is no backlog.
  private static final int BACKLOG = 5;

  /// Longer than nearly all tasks; who takes its next message then has not forgotten its inbox.
  private static final Duration UNTOUCHED = Duration.ofMinutes(15);

  /// More is no message that nobody can digest, but somebody who digests none.
  private static final int MANY = 10;

  private static final ConsumerLabels CODER = inbox("coder-0");
  private static final ConsumerLabels PLANNER = inbox("planner-0");
  private static final ConsumerLabels TESTER = inbox("tester-0");
  private static final Map<String, String> CODER_FIRED = fired("coder-0");

  /// A message was delivered as often as it may be and never acknowledged: its work is not done,
  /// and will not be.
  public static final Alert<ConsumerLabels> GAVE_UP =
      new Alert<>(
          "AgentBusMessagesGivenUp",
          givenUp().above(0),
          Duration.ZERO,
          Severity.TICKET,
          Owner.TENANT,
          View.BUS,
          "Messages for {{ $labels.consumer }} in {{ $labels.stream }} were given up: nobody"
              + " acknowledged them.",
          List.of(
              Example.when("nobody can digest one message")
                  .with(GIVEN_UP, CODER, "0x9 1x40")
                  .quietAt(9)
                  .firesAt(10, CODER_FIRED)
                  .firesAt(18, CODER_FIRED)
                  .quietAt(20)));

  /// Many messages were given up in a short time: the consumer is broken, and its work is lost.
  public static final Alert<ConsumerLabels> FAILING =
      new Alert<>(
          "AgentBusConsumerFailing",
          givenUp().above(MANY),
          Duration.ZERO,
          Severity.PAGE,
          Owner.TENANT,
          View.BUS,
          "{{ $labels.consumer }} in {{ $labels.stream }} acknowledges nothing: its work is lost,"
              + " message by message.",
          List.of(
              Example.when("a consumer acknowledges nothing for two minutes")
                  .with(GIVEN_UP, CODER, "0x19 10 11x60")
                  .quietAt(20)
                  .firesAt(21, CODER_FIRED)
                  .firesAt(28, CODER_FIRED)
                  .quietAt(31),
              Example.when("one message a minute is given up")
                  .with(GIVEN_UP, PLANNER, "0+1x60")
                  .quietAt(45)));

  /// How many messages each consumer was not given so far.
  static final Recorded<ConsumerLabels> WAITING =
      new Recorded<>(
          "consumer:agent_bus_consumer_pending_messages:max",
          Query.of(PENDING).by(TENANT, AGENT, STREAM, CONSUMER).max());

  /// A backlog grows, or nobody takes anything from it.
  public static final Alert<ConsumerLabels> LAGS =
      new Alert<>(
          "AgentBusConsumerLag",
          grows().or(rests()),
          Duration.ofMinutes(10),
          Severity.TICKET,
          Owner.TENANT,
          View.BUS,
          "{{ $labels.consumer }} does not keep up with {{ $labels.stream }}: its backlog grows, or"
              + " nobody takes from it.",
          List.of(
              Example.when("messages come faster than they are worked on, then stop coming")
                  .with(PENDING, CODER, "5x19 6+1x20 26x30")
                  .with(DELIVERED, CODER, "0+60x80")
                  .quietAt(29)
                  .firesAt(30, CODER_FIRED)
                  .firesAt(49, CODER_FIRED)
                  .quietAt(51),
              Example.when("a backlog grows for a moment, and is as large ever after")
                  .with(PENDING, CODER, "6x9 60x60")
                  .with(DELIVERED, CODER, "0+60x80")
                  .quietAt(19)
                  .quietAt(29)
                  .quietAt(40),
              Example.when("a few messages come, and one more")
                  .with(PENDING, CODER, "0x19 5x5 6x40")
                  .with(DELIVERED, CODER, "0+60x80")
                  .quietAt(30)
                  .quietAt(36),
              Example.when("an agent forgets its inbox, and looks again")
                  .with(PENDING, CODER, "6x59 0x20")
                  .with(DELIVERED, CODER, "119x59 3600x20")
                  .with(PENDING, TESTER, "6x59 0x20")
                  .with(DELIVERED, TESTER, "120x59 3600x20")
                  .with(PENDING, PLANNER, "5x80")
                  .with(DELIVERED, PLANNER, "0x80")
                  .quietAt(26)
                  .firesAt(27, CODER_FIRED)
                  .quietAt(60)));

  /// Messages are given a second time while the first may still be worked on: work is done twice.
  public static final Alert<ConsumerLabels> REDELIVERS =
      new Alert<>(
          "AgentBusRedelivering",
          Query.of(REDELIVERED).by(TENANT, AGENT, STREAM, CONSUMER).max().above(0),
          Duration.ofMinutes(15),
          Severity.TICKET,
          Owner.TENANT,
          View.BUS,
          "{{ $labels.consumer }} in {{ $labels.stream }} has been given messages again for 15"
              + " minutes: work is done twice, or fails.",
          List.of(
              Example.when("tasks take longer than the acknowledge wait, until that is made longer")
                  .with(REDELIVERED, CODER, "0x9 1x29 0x20")
                  .quietAt(24)
                  .firesAt(25, CODER_FIRED)
                  .quietAt(40)));

  static final AlertGroup GROUP =
      new AlertGroup(
          "watchbill-bus-consumers", List.of(WAITING), List.of(GAVE_UP, FAILING, LAGS, REDELIVERS));

  private BusConsumerAlerts() {}

  private static Query<ConsumerLabels> givenUp() {
    return Query.increase(GIVEN_UP, Windows.TEN_MINUTES).by(TENANT, AGENT, STREAM, CONSUMER).max();
  }

  private static Condition<ConsumerLabels> grows() {
    return Query.of(WAITING)
        .above(BACKLOG)
        .and(
            Query.of(WAITING).above(Query.before(WAITING, Windows.TEN_MINUTES), sameConsumer()),
            sameConsumer());
  }

  private static Condition<ConsumerLabels> rests() {
    return Query.of(WAITING)
        .above(BACKLOG)
        .and(
            Query.age(DELIVERED).by(TENANT, AGENT, STREAM, CONSUMER).min().above(UNTOUCHED),
            sameConsumer());
  }

  private static Matching<ConsumerLabels> sameConsumer() {
    return Matching.on(TENANT, AGENT, STREAM, CONSUMER);
  }

  private static ConsumerLabels inbox(String agent) {
    return new ConsumerLabels("acme", agent, "", "TASKS", "acme-" + agent);
  }

  private static Map<String, String> fired(String agent) {
    return Map.of("tenant", "acme", "agent", agent, "stream", "TASKS", "consumer", "acme-" + agent);
  }
}

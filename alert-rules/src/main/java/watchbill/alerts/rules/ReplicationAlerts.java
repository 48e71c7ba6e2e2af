package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.Label.SOURCE;
import static watchbill.metrics.catalogue.Label.STORE;
import static watchbill.metrics.catalogue.Label.SYSTEM;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.ReplicationFamilies.LEADERS;
import static watchbill.metrics.catalogue.ReplicationFamilies.OFFLINE;
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
import watchbill.metrics.catalogue.ReplicationFamilies.StoreLabels;
import watchbill.metrics.catalogue.SelfFamilies.SourceLabels;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Query;

/// Alerts about stores that agents cannot write to, or should not.
public final class ReplicationAlerts {
  /// The sources that are stores.
  static final String STORES = "replication:.+";

  /// JetStream as a store: the bus, which has a source of its own.
  private static final String JETSTREAM = "replication:jetstream";

  /// A store elects another leader, and an operator moves its service, within two minutes.
  private static final Duration ELECTION = Duration.ofMinutes(2);

  private static final StoreLabels SESSIONS = new StoreLabels("acme", "sessions", "redis");
  private static final StoreLabels EVENTS = new StoreLabels("acme", "events", "kafka");
  private static final Map<String, String> SESSIONS_FIRED =
      Map.of("tenant", "acme", "store", "sessions", "system", "redis");

  /// None of a store's servers answers: what needs it stands still.
  public static final Alert<SourceLabels> UNREACHABLE =
      new Alert<>(
          "ReplicationStoreUnreachable",
          Query.of(SOURCE_UP, Matcher.matches(SOURCE, STORES), Matcher.notEqual(SOURCE, JETSTREAM))
              .by(SOURCE)
              .min()
              .is(0),
          Duration.ofMinutes(3),
          Severity.PAGE,
          Owner.PLATFORM,
          View.MEMORY_SPINE,
          "None of the servers of {{ $labels.source }} answers.",
          List.of(
              Example.when("all servers of a store are gone, and come back")
                  .with(SOURCE_UP, new SourceLabels("replication:memory"), "1x9 0x9 1x20")
                  .with(SOURCE_UP, new SourceLabels("replication:sessions"), "1x40")
                  .quietAt(12)
                  .firesAt(13, Map.of("source", "replication:memory"))
                  .quietAt(20),
              Example.when("the bus is down")
                  .with(SOURCE_UP, new SourceLabels(JETSTREAM), "0x20")
                  .with(SOURCE_UP, new SourceLabels("nats"), "0x20")
                  .quietAt(10)));

  /// No server of a store takes writes, although some answer.
  public static final Alert<StoreLabels> LEADERLESS =
      new Alert<>(
          "ReplicationLeaderless",
          Query.of(LEADERS).by(TENANT, STORE, SYSTEM).min().is(0),
          ELECTION,
          Severity.PAGE,
          Owner.PLATFORM,
          View.MEMORY_SPINE,
          "Store {{ $labels.store }} has no leader: nobody can write to it.",
          List.of(
              Example.when("a leader is lost, and another elected after 10 minutes")
                  .with(LEADERS, SESSIONS, "1x9 0x9 1x20")
                  .quietAt(11)
                  .firesAt(12, SESSIONS_FIRED)
                  .quietAt(20),
              Example.when("a leader is replaced at once")
                  .with(LEADERS, SESSIONS, "1x9 0x1 1x20")
                  .quietAt(12)));

  /// Two servers take writes, and what is written to one is missing on the other.
  public static final Alert<StoreLabels> SPLIT_BRAIN =
      new Alert<>(
          "ReplicationSplitBrain",
          Query.of(LEADERS).by(TENANT, STORE, SYSTEM).max().above(1),
          ELECTION,
          Severity.PAGE,
          Owner.PLATFORM,
          View.MEMORY_SPINE,
          "Store {{ $labels.store }} has more than one leader: what agents write will be lost.",
          List.of(
              Example.when("an old leader comes back and stays one for 10 minutes")
                  .with(LEADERS, SESSIONS, "1x9 2x9 1x20")
                  .quietAt(11)
                  .firesAt(12, SESSIONS_FIRED)
                  .quietAt(20)));

  /// A partition or a stream of several copies has no leader.
  public static final Alert<StoreLabels> PARTITIONS_OFFLINE =
      new Alert<>(
          "ReplicationPartitionsOffline",
          Query.of(OFFLINE).by(TENANT, STORE, SYSTEM).max().above(0),
          ELECTION,
          Severity.PAGE,
          Owner.PLATFORM,
          View.MEMORY_SPINE,
          "Partitions or streams of {{ $labels.store }} have no leader: nobody can read or write"
              + " them.",
          List.of(
              Example.when("a partition loses its leader, and gets one after 10 minutes")
                  .with(OFFLINE, EVENTS, "0x9 1x9 0x20")
                  .quietAt(11)
                  .firesAt(12, Map.of("tenant", "acme", "store", "events", "system", "kafka"))
                  .quietAt(20)));

  static final AlertGroup GROUP =
      AlertGroup.of(
          "watchbill-replication", UNREACHABLE, LEADERLESS, SPLIT_BRAIN, PARTITIONS_OFFLINE);

  private ReplicationAlerts() {}
}

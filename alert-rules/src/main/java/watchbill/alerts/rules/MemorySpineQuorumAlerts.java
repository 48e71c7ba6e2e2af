package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.Label.STORE;
import static watchbill.metrics.catalogue.Label.SYSTEM;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.ReplicationFamilies.IN_SYNC_REPLICAS;
import static watchbill.metrics.catalogue.ReplicationFamilies.WANTED_REPLICAS;

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
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// Alerts about whether the memory store can take writes: it acknowledges one when a majority of
/// its copies has it.
public final class MemorySpineQuorumAlerts {
  private static final StoreLabels MEMORY = store("memory");
  private static final StoreLabels PAIR = store("pair");
  private static final StoreLabels FOUR = store("four");
  private static final StoreLabels ELEVEN = store("eleven");

  private static final StoreLabels DATABASE = new StoreLabels("acme", "tasks", "postgresql");

  /// The copies in sync beyond half of those wanted: a majority leaves more than 0.
  private static final Query<StoreLabels> BEYOND_HALF =
      inSync(Matcher.equal(SYSTEM, MemorySpineAlerts.SYSTEM_NAME))
          .minus(wanted().scaled(0.5), sameStore());

  /// One more loss, and no write is taken. A copy that is restarted by an upgrade is back in sync
  /// within five minutes.
  public static final Alert<StoreLabels> AT_RISK =
      new Alert<>(
          "MemorySpineQuorumRisk",
          BEYOND_HALF.atMost(1).and(inSync().below(wanted(), sameStore()), sameStore()),
          Duration.ofMinutes(5),
          Severity.PAGE,
          Owner.PLATFORM,
          View.MEMORY_SPINE,
          "Memory store {{ $labels.store }} cannot lose another copy: with one less in sync it takes"
              + " no writes.",
          List.of(
              Example.when("one of three copies is lost, and comes back")
                  .with(IN_SYNC_REPLICAS, MEMORY, "3x9 2x19 3x20")
                  .with(WANTED_REPLICAS, MEMORY, "3x60")
                  .with(IN_SYNC_REPLICAS, PAIR, "2x60")
                  .with(WANTED_REPLICAS, PAIR, "2x60")
                  .with(IN_SYNC_REPLICAS, DATABASE, "1x60")
                  .with(WANTED_REPLICAS, DATABASE, "2x60")
                  .quietAt(14)
                  .firesAt(15, fired("memory"))
                  .quietAt(30),
              Example.when("one of four is lost, and four of eleven")
                  .with(IN_SYNC_REPLICAS, FOUR, "3x20")
                  .with(WANTED_REPLICAS, FOUR, "4x20")
                  .with(IN_SYNC_REPLICAS, ELEVEN, "7x20")
                  .with(WANTED_REPLICAS, ELEVEN, "11x20")
                  .quietAt(4)
                  .firesAt(5, fired("four"))));

  /// No majority is in sync: writes are refused, and agents forget what they do from now on. Two
  /// minutes are for a leader to be elected and to find its followers.
  public static final Alert<StoreLabels> LOST =
      new Alert<>(
          "MemorySpineQuorumLost",
          BEYOND_HALF.atMost(0),
          Duration.ofMinutes(2),
          Severity.PAGE,
          Owner.PLATFORM,
          View.MEMORY_SPINE,
          "Memory store {{ $labels.store }} takes no writes: too few of its copies are in sync.",
          List.of(
              Example.when("two of three copies are lost, and one comes back")
                  .with(IN_SYNC_REPLICAS, MEMORY, "3x9 1x9 2x20")
                  .with(WANTED_REPLICAS, MEMORY, "3x60")
                  .with(IN_SYNC_REPLICAS, DATABASE, "1x60")
                  .with(WANTED_REPLICAS, DATABASE, "2x60")
                  .quietAt(11)
                  .firesAt(12, fired("memory"))
                  .quietAt(20),
              Example.when("half of four copies are no majority, six of eleven are")
                  .with(IN_SYNC_REPLICAS, FOUR, "2x20")
                  .with(WANTED_REPLICAS, FOUR, "4x20")
                  .with(IN_SYNC_REPLICAS, ELEVEN, "6x20")
                  .with(WANTED_REPLICAS, ELEVEN, "11x20")
                  .quietAt(1)
                  .firesAt(2, fired("four"))));

  static final AlertGroup GROUP = AlertGroup.of("watchbill-memory-spine-quorum", AT_RISK, LOST);

  private MemorySpineQuorumAlerts() {}

  @SafeVarargs
  @SuppressWarnings("varargs") // the matchers are read only
  private static Query<StoreLabels> inSync(Matcher<? super StoreLabels>... matchers) {
    return Query.of(IN_SYNC_REPLICAS, matchers).by(TENANT, STORE, SYSTEM).min();
  }

  private static Query<StoreLabels> wanted() {
    return Query.of(WANTED_REPLICAS).by(TENANT, STORE, SYSTEM).max();
  }

  private static Matching<StoreLabels> sameStore() {
    return Matching.on(TENANT, STORE, SYSTEM);
  }

  private static StoreLabels store(String name) {
    return new StoreLabels("acme", name, MemorySpineAlerts.SYSTEM_NAME);
  }

  private static Map<String, String> fired(String store) {
    return Map.of("tenant", "acme", "store", store, "system", MemorySpineAlerts.SYSTEM_NAME);
  }
}

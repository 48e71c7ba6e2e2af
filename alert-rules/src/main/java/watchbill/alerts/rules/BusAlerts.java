package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.BusFamilies.CONNECTIONS;
import static watchbill.metrics.catalogue.BusFamilies.MAX_CONNECTIONS;
import static watchbill.metrics.catalogue.BusFamilies.STORAGE_LIMIT;
import static watchbill.metrics.catalogue.BusFamilies.STORAGE_USED;
import static watchbill.metrics.catalogue.Label.KIND;
import static watchbill.metrics.catalogue.Label.SERVER;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Example;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.View;
import watchbill.metrics.catalogue.BusFamilies.AccountLabels;
import watchbill.metrics.catalogue.BusFamilies.ServerLabels;
import watchbill.metrics.promql.Condition;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// Alerts about the limits of the bus. Past them it takes no messages, or no connections. A single
/// stream that holds as many bytes as it may is no fault: that is how streams forget.
public final class BusAlerts {
  private static final double HIGH = 0.85;
  private static final double FULL = 0.97;

  private static final AccountLabels FILE = new AccountLabels("", "", "", "file");
  private static final AccountLabels MEMORY = new AccountLabels("", "", "", "memory");
  private static final ServerLabels NATS_0 = new ServerLabels("", "", "", "nats-0");
  private static final Map<String, String> FILE_FIRED = Map.of("kind", "file");

  /// JetStream's account nears its limit.
  public static final Alert<AccountLabels> STORAGE_HIGH =
      new Alert<>(
          "AgentBusStorageHigh",
          storageAbove(HIGH),
          Duration.ofMinutes(15),
          Severity.TICKET,
          Owner.PLATFORM,
          View.BUS,
          "JetStream's {{ $labels.kind }} storage is more than 85 % full.",
          List.of(
              Example.when("streams grow, and one is purged; there is no limit for memory")
                  .with(STORAGE_USED, FILE, "85000x9 85001x29 50000x20")
                  .with(STORAGE_LIMIT, FILE, "100000x60")
                  .with(STORAGE_USED, MEMORY, "85001x60")
                  .quietAt(24)
                  .firesAt(25, FILE_FIRED)
                  .quietAt(40)));

  /// JetStream's account is at its limit: what agents publish is refused.
  public static final Alert<AccountLabels> STORAGE_FULL =
      new Alert<>(
          "AgentBusStorageFull",
          storageAbove(FULL),
          Duration.ofMinutes(5),
          Severity.PAGE,
          Owner.PLATFORM,
          View.BUS,
          "JetStream's {{ $labels.kind }} storage is full: what agents publish is refused, and nobody"
              + " sees what they do.",
          List.of(
              Example.when("streams fill the account, and one is purged")
                  .with(STORAGE_USED, FILE, "97000x9 97001x19 50000x20")
                  .with(STORAGE_LIMIT, FILE, "100000x60")
                  .quietAt(14)
                  .firesAt(15, FILE_FIRED)
                  .quietAt(30)));

  /// A server will soon refuse connections.
  public static final Alert<ServerLabels> CONNECTIONS_HIGH =
      new Alert<>(
          "AgentBusConnectionsHigh",
          Query.of(CONNECTIONS)
              .by(SERVER)
              .max()
              .dividedBy(Query.of(MAX_CONNECTIONS).by(SERVER).max(), Matching.on(SERVER))
              .above(HIGH),
          Duration.ofMinutes(15),
          Severity.TICKET,
          Owner.PLATFORM,
          View.BUS,
          "NATS server {{ $labels.server }} has more than 85 % of the connections that it allows.",
          List.of(
              Example.when("a client leaks connections, and is restarted")
                  .with(CONNECTIONS, NATS_0, "55250x9 55251x29 55250x20")
                  .with(MAX_CONNECTIONS, NATS_0, "65000x60")
                  .quietAt(24)
                  .firesAt(25, Map.of("server", "nats-0"))
                  .quietAt(40)));

  static final AlertGroup GROUP =
      AlertGroup.of("watchbill-bus", STORAGE_HIGH, STORAGE_FULL, CONNECTIONS_HIGH);

  private BusAlerts() {}

  /// More than this share is used of what may be; without limit, never.
  private static Condition<AccountLabels> storageAbove(double share) {
    return Query.of(STORAGE_USED)
        .by(KIND)
        .max()
        .dividedBy(Query.of(STORAGE_LIMIT).by(KIND).max(), Matching.on(KIND))
        .above(share);
  }
}

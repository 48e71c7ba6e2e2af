package watchbill.exporter.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import watchbill.connectors.nats.AccountReport;
import watchbill.connectors.nats.JetStreamReport;
import watchbill.connectors.nats.StreamReport;
import watchbill.connectors.nats.StreamReport.Copy;
import watchbill.connectors.nats.StreamReport.StreamOrigin;
import watchbill.exporter.replication.StoreReport.Partitions;

class JetStreamProbeTest {
  private static final AccountReport ACCOUNT = new AccountReport(0, -1, 0, -1);
  private static final long NOW = 1_000_000;

  @Test
  void tellsCopiesThatAreBehindFromOnesThatAreGone() {
    StoreReport report =
        report(
            stream(
                3,
                "nats-0",
                List.of(
                    new Copy("nats-1", true, false, 0, 100),
                    new Copy("nats-2", false, true, 70, -1)),
                List.of()));

    assertThat(report.partitions()).contains(new Partitions(1, 1, 0));
    assertThat(report.replicas())
        .containsExactly(
            Replica.of("TASKS/nats-0", Role.LEADER).inSync(true).seen(NOW),
            Replica.of("TASKS/nats-1", Role.FOLLOWER).inSync(true).lagMessages(0).seen(NOW - 100),
            Replica.of("TASKS/nats-2", Role.FOLLOWER).inSync(false).lagMessages(70));
  }

  @Test
  void callsAStreamWithoutALeaderOffline() {
    StoreReport report =
        report(stream(3, "", List.of(new Copy("nats-1", false, false, 0, 1)), List.of()));
    assertThat(report.partitions()).contains(new Partitions(1, 1, 1));
  }

  @Test
  void saysNothingOfServersWhereThereIsNoCluster() {
    StoreReport report = report(stream(1, "", List.of(), List.of()));
    assertThat(report.partitions()).contains(new Partitions(1, 0, 0));
    assertThat(report.replicas()).isEmpty();
  }

  @Test
  void showsAMirrorAsACopyOfWhatItMirrors() {
    StoreReport report =
        report(
            stream(1, "", List.of(), List.of(new StreamOrigin("ORDERS", true, 1_900, 5_000))),
            stream(1, "", List.of(), List.of(new StreamOrigin("EVENTS", false, 0, -1))));
    assertThat(report.replicas())
        .containsExactly(
            Replica.of("ORDERS/mirror:TASKS", Role.FOLLOWER)
                .inSync(false)
                .lagMessages(1_900)
                .seen(NOW - 5_000),
            Replica.of("EVENTS/source:TASKS", Role.FOLLOWER).inSync(true).lagMessages(0));
    assertThat(report.replicas().getLast().lastSeenMillis()).isEqualTo(OptionalLong.empty());
    assertThat(report.replicas().getLast().answers()).isEqualTo(Optional.empty());
  }

  private static StreamReport stream(
      int wanted, String leader, List<Copy> copies, List<StreamOrigin> origins) {
    return new StreamReport("TASKS", 1, 1, -1, wanted, leader, copies, origins);
  }

  private static StoreReport report(StreamReport... streams) {
    return JetStreamProbe.report(new JetStreamReport(ACCOUNT, List.of(streams), List.of(), 0), NOW);
  }
}

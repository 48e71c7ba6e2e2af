package watchbill.exporter.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import watchbill.connectors.access.Access;
import watchbill.connectors.config.Secret;

@Timeout(60)
class MemorySpineProbeTest {
  private static final long NOW = 1_000_000;
  private static final CanaryConfig CANARY =
      new CanaryConfig(
          new CanaryConfig.Ask("PUT", "/kv/{key}", "{value}"),
          new CanaryConfig.Ask("GET", "/kv/{key}", ""),
          Duration.ofMillis(500));

  private FakeSpine spine;
  private MemorySpineProbe probe;

  @BeforeEach
  void start() throws IOException {
    spine = new FakeSpine();
    probe = probe("", Optional.empty(), Duration.ofMillis(1_500));
  }

  @AfterEach
  void stop() {
    probe.close();
    spine.close();
  }

  @Test
  void reportsRolesLagAndStorage() throws Exception {
    spine.nodes.get(0).health =
        """
        {"status":"ok","node_id":"spine-0","role":"leader","in_sync_replicas":3,
         "replication_factor":2}
        """;

    StoreReport report = look();

    assertThat(report.leaders()).hasValue(1);
    assertThat(report.inSync()).hasValue(3);
    assertThat(report.wanted()).hasValue(2);
    assertThat(report.replicas())
        .extracting(Replica::role)
        .containsExactly(Role.LEADER, Role.FOLLOWER, Role.FOLLOWER);
    Replica follower = report.replicas().get(1);
    assertThat(follower.name()).isEqualTo("127.0.0.2:" + spine.port);
    assertThat(follower.answers()).contains(true);
    assertThat(follower.lastSeenMillis()).hasValue(NOW);
    assertThat(follower.lagSeconds()).containsOnlyKeys(LagMethod.REPORTED);
    assertThat(follower.lagSeconds()).containsEntry(LagMethod.REPORTED, 0.0);
    assertThat(follower.usedBytes()).hasValue(1_000);
    assertThat(follower.totalBytes()).hasValue(5_000);
    assertThat(report.replicas().get(0).lagSeconds()).isEmpty();
  }

  @Test
  void reportsAFollowerThatIsBehindWhoeverSaysSo() throws Exception {
    spine.nodes.get(1).metrics = "memory_spine_replication_lag_seconds 12\n";
    spine.nodes.get(0).health =
        """
        {"node_id":"spine-0","role":"leader","followers":[
          {"id":"spine-1","lag_seconds":3,"in_sync":true},
          {"id":"spine-2","lag_seconds":7,"lag_entries":40,"in_sync":false}]}
        """;

    StoreReport report = look();

    assertThat(report.replicas().get(1).lagSeconds()).containsEntry(LagMethod.REPORTED, 12.0);
    assertThat(report.replicas().get(2).lagSeconds()).containsEntry(LagMethod.REPORTED, 7.0);
    assertThat(report.replicas().get(2).lagMessages()).hasValue(40);
    assertThat(report.inSync()).hasValue(2);
  }

  @Test
  void reportsADeadLeader() throws Exception {
    spine.nodes.get(0).stop();

    StoreReport report = look();

    assertThat(report.leaders()).hasValue(0);
    assertThat(report.inSync()).isEmpty();
    assertThat(report.replicas().get(0).answers()).contains(false);
    assertThat(report.replicas().get(0).role()).isEqualTo(Role.UNKNOWN);
    assertThat(report.replicas().get(1).answers()).contains(true);
  }

  @Test
  void reportsTwoLeaders() throws Exception {
    spine.nodes.get(2).health = "{\"node_id\":\"spine-2\",\"role\":\"leader\"}";

    StoreReport report = look();

    assertThat(report.leaders()).hasValue(2);
    assertThat(report.inSync()).isEmpty();
  }

  @Test
  void keepsUnknownWhatNobodySays() throws Exception {
    for (FakeSpine.Node node : spine.nodes) {
      node.health = "OK";
      node.metrics = "up 1\n";
    }

    StoreReport report = look();

    assertThat(report.leaders()).hasValue(0);
    assertThat(report.inSync()).isEmpty();
    assertThat(report.wanted()).isEmpty();
    assertThat(report.replicas())
        .allSatisfy(replica -> {
          assertThat(replica.role()).isEqualTo(Role.UNKNOWN);
          assertThat(replica.answers()).contains(true);
          assertThat(replica.inSync()).isEmpty();
          assertThat(replica.lagSeconds()).isEmpty();
          assertThat(replica.usedBytes()).isEmpty();
        });
  }

  @Test
  void waitsForNoNodeThatSaysNothingOrNeverEnds() throws Exception {
    probe = probe("", Optional.empty(), Duration.ofMillis(300));
    spine.nodes.get(1).silent = true;
    spine.nodes.get(2).dripping = true;
    long before = System.nanoTime();

    StoreReport report = look();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    assertThat(report.replicas())
        .extracting(replica -> replica.answers().orElseThrow())
        .containsExactly(true, false, false);
  }

  @Test
  void failsInOneLineWhenNoNodeIsWell() {
    spine.nodes.forEach(node -> node.status = 500);

    assertThatThrownBy(this::look)
        .isInstanceOf(IOException.class)
        .hasMessage("127.0.0.1:" + spine.port + ": want health, have HTTP 500 (and 2 more)");
  }

  @Test
  void failsWithoutThePasswordThatItSends() throws Exception {
    probe = probe("s3cr3t-word", Optional.empty(), Duration.ofMillis(500));
    look();
    assertThat(spine.nodes.get(0).authorization).isEqualTo("Bearer s3cr3t-word");

    spine.nodes.forEach(FakeSpine.Node::stop);
    assertThatThrownBy(this::look).message().doesNotContain("s3cr3t-word").doesNotContain("\n");
  }

  @Test
  void measuresLagWithACanary() throws Exception {
    probe = probe("", Optional.of(CANARY), Duration.ofMillis(1_500));
    spine.nodes.get(1).behindMillis = 200;
    spine.nodes.get(2).behindMillis = 3_600_000;

    StoreReport first = look();
    StoreReport second = look();

    for (StoreReport report : List.of(first, second)) {
      assertThat(canary(report, 0)).isNull();
      assertThat(canary(report, 1)).isBetween(0.15, 0.5);
    }
    assertThat(canary(first, 2)).isBetween(0.5, 1.5);
    assertThat(canary(second, 2)).isGreaterThan(Objects.requireNonNull(canary(first, 2)) + 0.5); // since the first word
  }

  @Test
  void measuresNothingWhereTheLeaderTakesNoWordOrAFollowerGivesNone() throws Exception {
    probe = probe("", Optional.of(CANARY), Duration.ofMillis(500));
    spine.nodes.get(1).keepStatus = 403;
    assertThat(canary(look(), 1)).isNull();
    assertThat(canary(look(), 2)).isNotNull();

    spine.nodes.get(0).keepStatus = 403;
    assertThat(canary(look(), 2)).isNull();
  }

  private static @Nullable Double canary(StoreReport report, int node) {
    return report.replicas().get(node).lagSeconds().get(LagMethod.CANARY);
  }

  private StoreReport look() throws IOException, InterruptedException {
    return probe.look(NOW);
  }

  private MemorySpineProbe probe(
      String password, Optional<CanaryConfig> canary, Duration patience) {
    Optional<Secret> secret = Optional.of(password).filter(p -> !p.isEmpty()).map(Secret::of);
    return new MemorySpineProbe(
        spine.addresses().stream()
            .map(address -> new Access(address, "", secret, false, patience))
            .toList(),
        spine.metricsPort,
        OptionalInt.empty(),
        canary,
        InstantSource.system());
  }
}

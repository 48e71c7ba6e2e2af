package watchbill.exporter.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.access.Access;
import watchbill.connectors.access.Address;
import watchbill.connectors.config.Secret;
import watchbill.connectors.real.RealRedis;

@Tag("endtoend")
class RedisProbeEndToEndTest {
  private static final String PASSWORD = "c0rrect-horse";

  @TempDir Path folder;

  @BeforeEach
  void waitsLongEnough() {
    org.awaitility.Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
  }

  @Test
  void seesAReplicaThatFollowsAndOneThatIsFrozen() throws Exception {
    try (RealRedis master = RealRedis.in(folder, PASSWORD);
        RealRedis replica = master.replica()) {
      RedisProbe probe = probe(PASSWORD, master, replica);
      await().until(() -> look(probe).inSync().equals(OptionalInt.of(2)));

      StoreReport healthy = look(probe);
      assertThat(healthy.leaders()).hasValue(1);
      assertThat(healthy.wanted()).hasValue(2);
      assertThat(replicaOf(healthy, master).role()).isEqualTo(Role.LEADER);
      assertThat(replicaOf(healthy, replica).role()).isEqualTo(Role.FOLLOWER);
      assertThat(replicaOf(healthy, replica).answers()).contains(true);
      await().until(() -> replicaOf(look(probe), replica).lagBytes().orElse(-1) == 0);

      replica.freeze();
      assertThat(master.command("SET key " + "x".repeat(1_000))).contains("+OK");
      await().until(() -> lag(look(probe), replica) > 2);
      StoreReport frozen = look(probe);
      assertThat(replicaOf(frozen, replica).answers()).contains(false);
      assertThat(replicaOf(frozen, replica).lagBytes().orElseThrow()).isGreaterThan(1_000);

      await().until(() -> look(probe).inSync().equals(OptionalInt.of(1)));
      assertThat(replicaOf(look(probe), replica).lastSeenMillis().orElseThrow())
          .isLessThan(System.currentTimeMillis() - 9_000);

      replica.thaw();
      await().until(() -> look(probe).inSync().equals(OptionalInt.of(2)));
    }
  }

  @Test
  void seesAReplicaThatDiesAndAMasterThatDies() throws Exception {
    try (RealRedis master = RealRedis.in(folder);
        RealRedis replica = master.replica()) {
      RedisProbe probe = probe("", master, replica);
      await().until(() -> look(probe).inSync().equals(OptionalInt.of(2)));

      replica.kill();
      await().until(() -> look(probe).inSync().equals(OptionalInt.of(1)));
      Replica dead = replicaOf(look(probe), replica);
      assertThat(dead.answers()).contains(false);
      assertThat(dead.inSync()).contains(false);
      assertThat(dead.lagSeconds()).isEmpty();

      replica.start();
      await().until(() -> look(probe).inSync().equals(OptionalInt.of(2)));

      master.kill();
      StoreReport headless = look(probe);
      assertThat(headless.leaders()).hasValue(0);
      assertThat(headless.inSync()).isEmpty();
      await()
          .untilAsserted(
              () -> assertThat(replicaOf(look(probe), replica).inSync()).contains(false));

      replica.kill();
      assertThatThrownBy(() -> look(probe))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("127.0.0.1:" + master.port() + ": ")
          .hasMessageEndingWith(" (and 1 more)");
    }
  }

  @Test
  void countsTwoMasters() throws Exception {
    try (RealRedis one = RealRedis.in(folder);
        RealRedis other = RealRedis.in(folder)) {
      StoreReport split = look(probe("", one, other));

      assertThat(split.leaders()).hasValue(2);
      assertThat(split.inSync()).isEmpty();
    }
  }

  @Test
  void namesAReplicaThatOnlyTheMasterKnows() throws Exception {
    try (RealRedis master = RealRedis.in(folder);
        RealRedis replica = master.replica()) {
      RedisProbe probe = probe("", master);
      await().until(() -> look(probe).inSync().equals(OptionalInt.of(2)));

      assertThat(replicaOf(look(probe), replica).answers()).isEmpty();
    }
  }

  @Test
  void saysThatThePasswordIsWrongWithoutSayingIt() {
    try (RealRedis master = RealRedis.in(folder, PASSWORD)) {
      RedisProbe probe = probe("wr0ng-horse", master);

      assertThatThrownBy(() -> look(probe))
          .isInstanceOf(IOException.class)
          .message()
          .startsWith("127.0.0.1:" + master.port() + ": WRONGPASS")
          .doesNotContain("wr0ng-horse")
          .doesNotContain("\n");
    }
  }

  private static RedisProbe probe(String password, RealRedis... servers) {
    Optional<Secret> secret = Optional.of(password).filter(p -> !p.isEmpty()).map(Secret::of);
    List<Access> accesses =
        Arrays.stream(servers)
            .map(server ->
                new Access(
                    new Address("127.0.0.1", server.port()),
                    "",
                    secret,
                    false,
                    Duration.ofMillis(500)))
            .toList();
    return new RedisProbe(accesses, OptionalInt.of(2));
  }

  private static StoreReport look(StoreProbe probe) throws Exception {
    return probe.look(System.currentTimeMillis());
  }

  private static double lag(StoreReport report, RealRedis server) {
    return replicaOf(report, server).lagSeconds().getOrDefault(LagMethod.ESTIMATED, -1.0);
  }

  private static Replica replicaOf(StoreReport report, RealRedis server) {
    return report.replicas().stream()
        .filter(replica -> replica.name().equals("127.0.0.1:" + server.port()))
        .findFirst()
        .orElseThrow();
  }
}

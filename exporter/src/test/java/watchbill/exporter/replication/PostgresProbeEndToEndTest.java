package watchbill.exporter.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.access.Access;
import watchbill.connectors.access.Address;
import watchbill.connectors.config.Secret;
import watchbill.connectors.real.RealPostgres;

@Tag("endtoend")
class PostgresProbeEndToEndTest {
  private static final String ROLE_PASSWORD = "battery-staple";

  @TempDir static Path folder;
  private static RealPostgres primary;
  private static RealPostgres one;
  private static RealPostgres two;

  @BeforeAll
  static void startThree() {
    primary = RealPostgres.in(folder);
    primary.sql("CREATE ROLE watcher LOGIN PASSWORD '" + ROLE_PASSWORD + "' IN ROLE pg_monitor");
    primary.sql("CREATE TABLE words (word text)");
    one = primary.standby("one");
    two = primary.standby("two");
  }

  @AfterAll
  static void endThem() {
    two.close();
    one.close();
    primary.close();
  }

  @Test
  void seesTheLagGrowWhileReplayIsPaused() throws Exception {
    PostgresProbe probe = probe(ROLE_PASSWORD, primary, one);
    waiting().until(() -> inSync(look(probe)) == 3);
    StoreReport healthy = look(probe);
    assertThat(healthy.leaders()).hasValue(1);
    assertThat(healthy.wanted()).hasValue(3);
    assertThat(replica(healthy, at(primary)).role()).isEqualTo(Role.LEADER);
    assertThat(replica(healthy, at(one)).answers()).contains(true);
    assertThat(replica(healthy, "two").answers()).isEmpty(); // only the primary speaks of it
    assertThat(healthy.retentions())
        .extracting(StoreReport.Retention::slot)
        .containsExactly("one", "two");
    assertThat(healthy.retentions()).allMatch(StoreReport.Retention::active);

    one.sql("SELECT pg_wal_replay_pause()");
    two.sql("SELECT pg_wal_replay_pause()");
    primary.sql("INSERT INTO words SELECT repeat('x', 100) FROM generate_series(1, 1000)");
    waiting().until(() -> lag(look(probe), at(one), LagMethod.ESTIMATED) > 3);
    waiting().until(() -> lag(look(probe), at(one), LagMethod.REPORTED) > 3);
    StoreReport paused = look(probe);
    assertThat(replica(paused, at(one)).lagBytes().orElseThrow()).isGreaterThan(100_000);
    assertThat(replica(paused, "two").lagBytes().orElseThrow()).isGreaterThan(100_000);
    assertThat(lag(paused, "two", LagMethod.ESTIMATED)).isGreaterThan(3);
    assertThat(paused.inSync()).hasValue(3); // they have the log, but do not show it

    one.sql("SELECT pg_wal_replay_resume()");
    two.sql("SELECT pg_wal_replay_resume()");
    waiting()
        .untilAsserted(() -> {
          Replica again = replica(look(probe), at(one));
          assertThat(again.lagBytes()).hasValue(0);
          assertThat(again.lagSeconds())
              .containsEntry(LagMethod.REPORTED, 0.0)
              .containsEntry(LagMethod.ESTIMATED, 0.0);
        });
  }

  @Test
  void seesAStandbyDieAndWhatItsSlotKeeps() throws Exception {
    PostgresProbe probe = probe(ROLE_PASSWORD, primary, one, two);
    waiting().until(() -> inSync(look(probe)) == 3);

    two.kill();
    waiting().until(() -> inSync(look(probe)) == 2);
    primary.sql("INSERT INTO words SELECT repeat('x', 100) FROM generate_series(1, 1000)");
    StoreReport report = look(probe);
    assertThat(replica(report, at(two)).answers()).contains(false);
    assertThat(replica(report, at(two)).inSync()).contains(false);
    assertThat(replica(report, at(two)).lagSeconds()).isEmpty();
    assertThat(report.retentions().get(1).active()).isFalse();
    assertThat(report.retentions().get(1).bytes().orElseThrow()).isGreaterThan(100_000);

    two.start();
    waiting().until(() -> inSync(look(probe)) == 3);
  }

  @Test
  void seesHowFarAStandbyIsBehindThatItsPrimaryDoesNotFeed() throws Exception {
    PostgresProbe probe = probe(ROLE_PASSWORD, primary, one);
    waiting().until(() -> inSync(look(probe)) == 3);
    String conninfo = one.sql("SHOW primary_conninfo");

    one.sql("ALTER SYSTEM SET primary_conninfo = ''");
    one.sql("SELECT pg_reload_conf()");
    waiting().until(() -> inSync(look(probe)) == 2);
    primary.sql("INSERT INTO words SELECT repeat('x', 100) FROM generate_series(1, 1000)");
    waiting().until(() -> lag(look(probe), at(one), LagMethod.ESTIMATED) > 2);
    assertThat(replica(look(probe), at(one)).lagBytes().orElseThrow()).isGreaterThan(100_000);
    assertThat(replica(look(probe), at(one)).answers()).contains(true);

    one.sql("ALTER SYSTEM SET primary_conninfo = '" + conninfo.replace("'", "''") + "'");
    one.sql("SELECT pg_reload_conf()");
    waiting().until(() -> inSync(look(probe)) == 3);
  }

  @Test
  void asksAStandbyAlone() throws Exception {
    PostgresProbe probe = probe(ROLE_PASSWORD, one);
    waiting().until(() -> lag(look(probe), at(one), LagMethod.REPORTED) == 0);

    StoreReport report = look(probe);
    assertThat(report.leaders()).hasValue(0);
    assertThat(report.inSync()).isEmpty();
    assertThat(replica(report, at(one)).role()).isEqualTo(Role.FOLLOWER);
  }

  @Test
  void saysThatThePasswordIsWrongWithoutSayingIt() {
    assertThatThrownBy(() -> look(probe("wr0ng-horse", primary)))
        .isInstanceOf(IOException.class)
        .message()
        .startsWith(at(primary) + ": ")
        .contains("password authentication failed")
        .doesNotContain("wr0ng-horse")
        .doesNotContain("\n");
  }

  private static PostgresProbe probe(String password, RealPostgres... servers) {
    return new PostgresProbe(
        Arrays.stream(servers)
            .map(server ->
                new Access(
                    new Address("127.0.0.1", server.port()),
                    "watcher",
                    Optional.of(Secret.of(password)),
                    false,
                    Duration.ofSeconds(2)))
            .toList(),
        "postgres",
        OptionalInt.of(3));
  }

  private static ConditionFactory waiting() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200));
  }

  private static StoreReport look(StoreProbe probe) throws Exception {
    return probe.look(System.currentTimeMillis());
  }

  private static int inSync(StoreReport report) {
    return report.inSync().orElse(-1);
  }

  private static double lag(StoreReport report, String name, LagMethod method) {
    return replica(report, name).lagSeconds().getOrDefault(method, -1.0);
  }

  private static Replica replica(StoreReport report, String name) {
    return report.replicas().stream()
        .filter(replica -> replica.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String at(RealPostgres server) {
    return "127.0.0.1:" + server.port();
  }
}

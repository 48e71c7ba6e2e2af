package watchbill.exporter.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import watchbill.connectors.postgresql.PostgresReplication.Fed;

class PostgresStandbysTest {
  @Test
  void namesAStandbyByItsSlotOrElseByWhatItCallsItself() {
    assertThat(
            new PostgresStandbys(
                    List.of(fed("slot_a", "walreceiver", "10.0.0.1"), fed("", "b", "10.0.0.2")))
                .rest())
        .containsOnlyKeys("slot_a", "b");
  }

  @Test
  void tellsApartThoseThatHaveNoName() {
    assertThat(
            new PostgresStandbys(
                    List.of(
                        fed("", "walreceiver", "10.0.0.1"),
                        fed("", "walreceiver", "10.0.0.2"),
                        fed("", "walreceiver", "10.0.0.2")))
                .rest())
        .containsOnlyKeys("walreceiver@10.0.0.1", "walreceiver@10.0.0.2", "walreceiver@10.0.0.2#2");
  }

  @Test
  void findsAStandbyByNameOrAloneAtItsAddress() {
    Fed a = fed("a", "walreceiver", "10.0.0.1");
    Fed b = fed("", "walreceiver", "10.0.0.2");
    Fed c = fed("", "c", "10.0.0.3");
    Fed d = fed("", "d", "10.0.0.3");
    PostgresStandbys standbys = new PostgresStandbys(List.of(a, b, c, d));

    assertThat(standbys.take("a", "10.0.0.9")).isEqualTo(a);
    assertThat(standbys.take("", "10.0.0.2")).isEqualTo(b);
    assertThat(standbys.take("", "10.0.0.3")).isNull();
    assertThat(standbys.rest()).containsOnlyKeys("c", "d");
  }

  private static Fed fed(String slot, String application, String client) {
    return new Fed(
        slot,
        application,
        client,
        true,
        "async",
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }
}

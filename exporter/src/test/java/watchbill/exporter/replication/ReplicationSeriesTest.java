package watchbill.exporter.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import watchbill.metrics.catalogue.Catalogue;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;

class ReplicationSeriesTest {
  private static final StoreName MEMORY = new StoreName("acme", "memory", "memory_spine");
  private static final StoreName STATE = new StoreName("", "state", "postgresql");
  private static final OptionalInt UNKNOWN = OptionalInt.empty();

  private final ReplicationSeries series = new ReplicationSeries(Duration.ofMinutes(1));

  @Test
  void showsEveryFamily() {
    series.show(MEMORY, memory(), 1_000);
    series.show(STATE, state(), 1_000);

    assertThat(samples())
        .isEqualTo(
            """
            replication_leaders{tenant="acme",store="memory",system="memory_spine"} 1
            replication_in_sync_replicas{tenant="acme",store="memory",system="memory_spine"} 2
            replication_wanted_replicas{tenant="acme",store="memory",system="memory_spine"} 3
            replication_role{tenant="acme",store="memory",system="memory_spine",replica="a",role="follower"} 1
            replication_replica_up{tenant="acme",store="memory",system="memory_spine",replica="a"} 0
            replication_in_sync{tenant="acme",store="memory",system="memory_spine",replica="a"} 0
            replication_lag_seconds{tenant="acme",store="memory",system="memory_spine",replica="a",method="reported"} 1.5
            replication_lag_seconds{tenant="acme",store="memory",system="memory_spine",replica="a",method="canary"} 6.5
            replication_lag_bytes{tenant="acme",store="memory",system="memory_spine",replica="a"} 70
            replication_lag_messages{tenant="acme",store="memory",system="memory_spine",replica="a"} 7
            replication_last_seen_timestamp_seconds{tenant="acme",store="memory",system="memory_spine",replica="a"} 0.5
            replication_storage_used_bytes{tenant="acme",store="memory",system="memory_spine",replica="a"} 10
            replication_storage_total_bytes{tenant="acme",store="memory",system="memory_spine",replica="a"} 50
            replication_slot_retained_bytes{tenant="",store="state",system="postgresql",slot="s"} 900
            replication_slot_active{tenant="",store="state",system="postgresql",slot="s"} 0
            replication_partitions{tenant="",store="state",system="postgresql"} 9
            replication_under_replicated_partitions{tenant="",store="state",system="postgresql"} 2
            replication_offline_partitions{tenant="",store="state",system="postgresql"} 1
            replication_consumer_lag_messages{tenant="",store="state",system="postgresql",group="g",topic="t"} 20
            replication_consumer_partition_lag_messages{tenant="",store="state",system="postgresql",group="g",topic="t"} 15
            replication_consumer_lag_seconds{tenant="",store="state",system="postgresql",group="g",topic="t"} 2.5
            replication_consumer_members{tenant="",store="state",system="postgresql",group="g",topic="t"} 4
            memory_spine_replication_lag_seconds{tenant="acme",store="memory",replica="a"} 6.5
            memory_spine_storage_used_bytes{tenant="acme",store="memory",replica="a"} 10
            memory_spine_storage_total_bytes{tenant="acme",store="memory",replica="a"} 50
            """);
    assertThat(families())
        .containsExactlyInAnyOrderElementsOf(
            Catalogue.ours().stream()
                .filter(family -> family.name().matches("(replication|memory_spine)_.*"))
                .map(Family::name)
                .toList());
  }

  @Test
  void showsNothingOfWhatIsUnknown() {
    series.show(
        MEMORY,
        StoreReport.of(List.of(Replica.of("a", Role.UNKNOWN)), UNKNOWN, UNKNOWN, UNKNOWN),
        1_000);

    assertThat(samples())
        .isEqualTo(
            """
            replication_role{tenant="acme",store="memory",system="memory_spine",replica="a",role="unknown"} 1
            """);
  }

  @Test
  void replacesWhatWasSaidOfAStoreAndKeepsTheOthers() {
    series.show(STATE, state(), 1_000);
    series.show(MEMORY, memory(), 1_000);
    series.show(MEMORY, StoreReport.of(List.of(), OptionalInt.of(0), UNKNOWN, UNKNOWN), 2_000);

    assertThat(samples())
        .contains("replication_leaders{tenant=\"acme\",store=\"memory\",system=\"memory_spine\"} 0")
        .contains("replication_slot_active{tenant=\"\",store=\"state\"")
        .doesNotContain("replica=");
  }

  @Test
  void showsNoMoreWhatIsStale() {
    series.show(STATE, state(), 1_000);
    series.show(MEMORY, memory(), 31_000);

    series.tick(61_000);
    assertThat(samples()).contains("state", "memory");
    series.tick(61_001);
    assertThat(samples()).contains("memory").doesNotContain("state");
    series.tick(91_001);
    assertThat(samples()).isEmpty();
  }

  @Test
  void boundsWhatABrokenServerLists() {
    List<Replica> many =
        IntStream.range(0, 10_000).mapToObj(i -> Replica.of("r" + i, Role.FOLLOWER)).toList();

    series.show(MEMORY, StoreReport.of(many, UNKNOWN, UNKNOWN, UNKNOWN), 0);

    assertThat(samples().lines()).hasSize(256);
  }

  private static StoreReport memory() {
    return StoreReport.of(
        List.of(
            Replica.of("a", Role.FOLLOWER)
                .answering(false)
                .inSync(false)
                .lag(LagMethod.REPORTED, 1.5)
                .lag(LagMethod.CANARY, 6.5)
                .lagBytes(70)
                .lagMessages(7)
                .seen(500)
                .seen(400)
                .storage(OptionalLong.of(10), OptionalLong.of(50))),
        OptionalInt.of(1),
        OptionalInt.of(2),
        OptionalInt.of(3));
  }

  private static StoreReport state() {
    return new StoreReport(
        List.of(),
        UNKNOWN,
        UNKNOWN,
        UNKNOWN,
        List.of(new StoreReport.Retention("s", false, OptionalLong.of(900))),
        Optional.of(new StoreReport.Partitions(9, 2, 1)),
        List.of(
            new Backlog(
                "g",
                "t",
                OptionalLong.of(20),
                OptionalLong.of(15),
                OptionalDouble.of(2.5),
                OptionalLong.of(4))));
  }

  private List<String> families() {
    return page()
        .lines()
        .filter(line -> line.startsWith("# TYPE "))
        .map(line -> line.split(" ", -1)[2])
        .toList();
  }

  /// Without the comments.
  private String samples() {
    return page()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line + "\n")
        .reduce("", String::concat);
  }

  private String page() {
    ByteSink out = new ByteSink(1_000);
    int _ = series.writeTo(Format.TEXT, out);
    return out.toString();
  }
}

package watchbill.exporter.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import watchbill.connectors.kafka.KafkaState;
import watchbill.connectors.kafka.KafkaState.Group;
import watchbill.connectors.kafka.KafkaState.Place;
import watchbill.connectors.kafka.Sasl;

class KafkaProbeTest {
  private final KafkaProbe probe = new KafkaProbe(List.of(), Sasl.PLAIN, Pattern.compile(".*"));

  @Test
  void showsOneBacklogForAGroupAndTopicWhateverThePartitions() {
    List<Place> places =
        IntStream.range(0, 1_000).mapToObj(i -> new Place("tasks", i, 5, 5 + i)).toList();

    List<Backlog> backlogs = probe.report(state(group(places)), 0).backlogs();

    assertThat(backlogs).hasSize(1);
    assertThat(backlogs.getFirst().messages()).hasValue(499_500);
    assertThat(backlogs.getFirst().mostMessages()).hasValue(999);
    assertThat(backlogs.getFirst().members()).hasValue(2);
  }

  @Test
  void showsTheTimeOfThePartitionThatWaitsLongest() {
    probe.report(state(group(List.of(place(0, 0, 100), place(1, 0, 100)))), 0);
    probe.report(state(group(List.of(place(0, 100, 200), place(1, 100, 200)))), 10_000);

    Backlog backlog =
        probe
            .report(state(group(List.of(place(0, 150, 200), place(1, 190, 200)))), 11_000)
            .backlogs()
            .getFirst();

    assertThat(backlog.seconds()).hasValue(6); // 11 s less the middle between 0 and 10 s
  }

  @Test
  void remembersAPartitionThatIsMissingForAMoment() {
    Group both = group(List.of(place(0, 50, 100)));
    probe.report(state(both), 0);
    probe.report(state(group(List.of())), 10_000);

    assertThat(probe.report(state(both), 20_000).backlogs().getFirst().seconds()).hasValue(20);

    probe.report(state(group(List.of())), 16 * 60_000);
    assertThat(probe.report(state(both), 17 * 60_000).backlogs().getFirst().seconds()).isEmpty();
  }

  @Test
  void knowsNoMembersWhereItMayNotAsk() {
    Group group = new Group("g", Map.of(), false, List.of(place(0, 1, 1)));

    assertThat(probe.report(state(group), 0).backlogs().getFirst().members()).isEmpty();
  }

  private static Place place(int partition, long committed, long end) {
    return new Place("tasks", partition, committed, end);
  }

  private static Group group(List<Place> places) {
    return new Group("g", Map.of("tasks", 2), true, places);
  }

  private static KafkaState state(Group group) {
    return new KafkaState(List.of(), 1, 0, 0, List.of(group));
  }
}

package watchbill.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static watchbill.metrics.catalogue.ActivityFamilies.ACTIVE_SESSIONS;
import static watchbill.metrics.catalogue.ActivityFamilies.REQUEST_QUEUE_DEPTH;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import watchbill.metrics.catalogue.AgentLabels;

final class SeriesTableTest {
  private final SeriesTable<AgentLabels> table = new SeriesTable<>(ACTIVE_SESSIONS);

  @Test
  void givesOneSeriesForEqualLabels() {
    assertThat(table.series(agent(1))).isEqualTo(table.series(agent(1)));
    assertThat(table.series(agent(2))).isNotEqualTo(table.series(agent(1)));
    assertThat(table.size()).isEqualTo(2);
  }

  @Test
  void forgetsARemovedSeries() {
    IntStream.range(0, 20).forEach(i -> table.series(agent(i)).set(i));
    table.remove(agent(3));
    table.remove(agent(77));
    table.series(agent(99)).set(99);
    assertThat(values(table)).hasSize(20).contains(2.0, 4.0, 19.0, 99.0).doesNotContain(3.0);
    assertThat(table.series(agent(3)).isSet()).isFalse();
  }

  @Test
  void replacesAllSeriesAndLetsGoOfTheOldOnes() {
    Series before = table.series(agent(1));
    before.set(1);
    table.series(agent(2)).set(2);
    table.replace(Map.of(agent(1), 10.0, agent(3), 30.0));
    before.set(99);
    assertThat(values(table)).containsExactlyInAnyOrder(10.0, 30.0);
    assertThat(table.series(agent(1)).value()).isEqualTo(10);
  }

  @Test
  void addsFromZero() {
    Series series = table.series(agent(1));
    assertThat(series.value()).isNaN();
    series.add(2);
    series.add(0.5);
    assertThat(series.value()).isEqualTo(2.5);
  }

  @Test
  void tellsNaNFromNotSet() {
    Series series = table.series(agent(1));
    series.set(Double.NaN);
    assertThat(series.isSet()).isTrue();
    assertThat(values(table)).containsExactly(Double.NaN);
  }

  @Test
  void aPageRefusesOneFamilyFromTwoSources() {
    assertThatThrownBy(() -> new Page(List.of(table, new SeriesTable<>(ACTIVE_SESSIONS))))
        .hasMessage("page: want a family from one source, have two for agent_active_sessions");
  }

  @Test
  void aGroupRefusesATableOfAnotherFamily() {
    var group = new SeriesGroup(List.of(ACTIVE_SESSIONS));
    assertThatThrownBy(() -> group.replace(List.of(new SeriesTable<>(REQUEST_QUEUE_DEPTH))))
        .hasMessage(
            "series group: want one table at most for each of agent_active_sessions, have"
                + " agent_request_queue_depth");
    assertThatThrownBy(() -> group.replace(List.of(table, new SeriesTable<>(ACTIVE_SESSIONS))))
        .hasMessageEndingWith("have agent_active_sessions");
  }

  @Test
  void countsTheSamplesOfAPage() {
    table.series(agent(1)).set(1);
    table.series(agent(2));
    var group = new SeriesGroup(List.of(REQUEST_QUEUE_DEPTH));
    var depth = new SeriesTable<>(REQUEST_QUEUE_DEPTH);
    depth.series(agent(1)).set(5);
    group.replace(List.of(depth));
    var page = new Page(List.of(table, group));
    assertThat(page.writeTo(Format.TEXT, new ByteSink(0))).isEqualTo(2);
  }

  static AgentLabels agent(int i) {
    return new AgentLabels("acme", "agent-" + i, "coder");
  }

  static List<Double> values(ExpositionSource source) {
    var out = new ByteSink(0);
    source.writeTo(Format.TEXT, out);
    return Scrape.parse(out.toString()).stream().map(Scrape.Sample::value).toList();
  }
}

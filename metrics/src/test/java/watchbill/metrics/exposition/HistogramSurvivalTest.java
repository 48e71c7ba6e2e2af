package watchbill.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.metrics.exposition.HistogramTableTest.COST;

import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.SpendFamilies;
import watchbill.metrics.decoded.ReadMetric;

/// What is written is read back the same, by readers that share no code with the writers.
@Tag("property")
final class HistogramSurvivalTest {
  @Property(tries = 300)
  void anyHistogramSurvivesText(@ForAll long seed) {
    var random = new Random(seed);
    HistogramValue value = random(random);
    List<Scrape.Sample> samples = Scrape.parse(scrape(Format.TEXT, random, value).toString());
    assertThat(samples).extracting(Scrape.Sample::value).hasSize(6);
    for (int i = 0; i < 3; i++) {
      assertThat(samples.get(i).value()).isEqualTo((double) value.cumulative().get(i));
      assertThat(Double.parseDouble(samples.get(i).labels().get("le")))
          .isEqualTo(COST.bounds().get(i));
    }
    assertThat(samples.get(3).labels()).containsEntry("le", "+Inf");
    assertThat(samples.get(3).value()).isEqualTo((double) value.count());
    assertThat(samples.get(4).value()).isEqualTo(value.sum());
    assertThat(samples.get(5).value()).isEqualTo((double) value.count());
    assertThat(scrape(Format.OPEN_METRICS, new Random(seed), random(new Random(seed))).toString())
        .endsWith("# EOF\n");
  }

  @Property(tries = 300)
  void anyHistogramSurvivesProtobuf(@ForAll long seed) {
    var random = new Random(seed);
    HistogramValue value = random(random);
    List<ReadMetric> read = ReadMetric.all(scrape(Format.PROTOBUF, random, value).toByteArray());
    assertThat(read).hasSize(1);
    ReadMetric metric = read.getFirst();
    assertThat(metric.family()).isEqualTo("agent_test_cost_usd");
    assertThat(metric.help()).isEqualTo("Cost of a test.");
    assertThat(metric.type()).isEqualTo(4);
    assertThat(metric.labels()).containsOnlyKeys("tenant", "agent", "role");
    assertThat(metric.value().unsigned(1)).isEqualTo(value.count());
    assertThat(metric.value().number(2)).isEqualTo(value.sum());
    assertThat(metric.value().signed(5)).isEqualTo(value.buckets().schema());
    assertThat(metric.value().number(6)).isEqualTo(0x1p-128);
    assertThat(metric.value().unsigned(7)).isEqualTo(value.buckets().zeros());
    assertThat(metric.buckets(12, 13)).isEqualTo(value.buckets().counts());
    assertThat(metric.classic().keySet()).containsExactlyElementsOf(COST.bounds());
    assertThat(metric.classic().values()).containsExactlyElementsOf(value.cumulative());
  }

  @Property
  void anyNumberSurvivesProtobuf(@ForAll String agent, @ForAll double number) {
    var gauge = new SeriesTable<>(ActivityFamilies.ACTIVE_SESSIONS);
    gauge.series(new AgentLabels("t", agent, "r")).set(number);
    var counter = new SeriesTable<>(SpendFamilies.MODEL_RESPONSES);
    counter.series(new SpendFamilies.ModelLabels("t", agent, "r", "p", "m")).set(number);
    var out = new ByteSink(0);
    assertThat(new Page(List.of(gauge, counter)).writeTo(Format.PROTOBUF, out)).isEqualTo(2);
    List<ReadMetric> read = ReadMetric.all(out.toByteArray());
    assertThat(read)
        .extracting(ReadMetric::family)
        .containsExactly("agent_active_sessions", "agent_model_responses_total");
    assertThat(read).extracting(ReadMetric::type).containsExactly(1L, 0L);
    assertThat(read).extracting(metric -> metric.value().number(1)).containsOnly(number);
    assertThat(read)
        .extracting(metric -> metric.labels().get("agent"))
        .containsOnly(LabelText.of(agent));
  }

  @Test
  void aFamilyOfManySeriesHasItsLengthBeforeIt() {
    var table = new SeriesTable<>(ActivityFamilies.ACTIVE_SESSIONS);
    for (int i = 0; i < 20_000; i++) {
      table.series(SeriesTableTest.agent(i)).set(i);
    }
    var out = new ByteSink(0);
    table.writeTo(Format.PROTOBUF, out);
    List<ReadMetric> read = ReadMetric.all(out.toByteArray());
    assertThat(read).hasSize(20_000);
    assertThat(read.get(19_999).labels())
        .isEqualTo(Map.of("tenant", "acme", "agent", "agent-19999", "role", "coder"));
    var again = new ByteSink(0);
    table.writeTo(Format.PROTOBUF, again);
    assertThat(again.toByteArray()).isEqualTo(out.toByteArray());
  }

  private static ByteSink scrape(Format format, Random random, HistogramValue value) {
    var table = new HistogramTable<>(COST);
    String agent = "agent \"" + random.nextInt() + "\\\n";
    table.series(new AgentLabels("t", agent, "r")).set(value);
    var out = new ByteSink(0);
    new Page(List.of(table)).writeTo(format, out);
    return out;
  }

  private static HistogramValue random(Random random) {
    var seen = new Observations(COST);
    double spread = random.nextDouble() * 100;
    for (int i = random.nextInt(500); i > 0; i--) {
      double value = Math.pow(2, random.nextGaussian() * spread);
      seen.add(random.nextInt(10) == 0 ? 0 : Math.min(value, 1e300));
    }
    return seen.value();
  }
}

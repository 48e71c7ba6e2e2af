package watchbill.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.metrics.catalogue.ActivityFamilies.STATE;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.metrics.catalogue.ActivityFamilies.StateLabels;

@Tag("property")
final class SeriesModelTest {
  private static final int STEPS = 4_000;

  @Test
  void isAMapFromLabelsToValues() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      SeriesTable<StateLabels> table = new SeriesTable<>(STATE);
      Map<StateLabels, Double> model = new HashMap<>();
      for (int step = 0; step < STEPS; step++) {
        StateLabels labels = any(random);
        double value = random.nextInt(100);
        switch (random.nextInt(20)) {
          case 0 -> {
            model.keySet().removeIf(_ -> random.nextInt(3) == 0);
            model.put(labels, value);
            table.replace(model);
          }
          case 1, 2, 3, 4, 5, 6, 7 -> {
            model.remove(labels);
            table.remove(labels);
          }
          case 8 -> {
            model.merge(labels, value, Double::sum);
            table.series(labels).add(value);
          }
          case 9 -> assertThat(shown(table)).isEqualTo(model);
          default -> {
            model.put(labels, value);
            table.series(labels).set(value);
          }
        }
        assertThat(table.size()).isEqualTo(model.size());
      }
      assertThat(shown(table)).isEqualTo(model);
    }
  }

  private static StateLabels any(Random random) {
    return new StateLabels(
        "tenant", "agent-" + random.nextInt(60), "coder", "state-" + random.nextInt(4));
  }

  private static Map<StateLabels, Double> shown(SeriesTable<StateLabels> table) {
    ByteSink out = new ByteSink(0);
    int samples = table.writeTo(Format.TEXT, out);
    Map<StateLabels, Double> shown = new HashMap<>();
    for (Scrape.Sample sample : Scrape.parse(out.toString())) {
      Map<String, String> labels = sample.labels();
      shown.put(
          new StateLabels(
              labels.getOrDefault("tenant", ""),
              labels.getOrDefault("agent", ""),
              labels.getOrDefault("role", ""),
              labels.getOrDefault("state", "")),
          sample.value());
    }
    assertThat(shown).hasSize(samples);
    return shown;
  }
}

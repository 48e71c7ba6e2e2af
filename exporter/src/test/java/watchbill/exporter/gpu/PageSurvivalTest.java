package watchbill.exporter.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import watchbill.connectors.promtext.Sample;
import watchbill.connectors.promtext.TextPage;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.LabelText;
import watchbill.metrics.exposition.Page;
import watchbill.metrics.exposition.SeriesTable;

@Tag("property")
final class PageSurvivalTest {
  private static final String AWKWARD = "\"\\\n\r\0{}, =#n\ud83d\ude00\u00e9";

  @RepeatedTest(300)
  void whatWeWriteIsReadBackTheSame(RepetitionInfo repetition) {
    RandomGenerator random = new SplittableRandom(repetition.getCurrentRepetition());
    String tenant = text(random);
    String agent = text(random);
    double value = Double.longBitsToDouble(random.nextLong());
    SeriesTable<AgentLabels> table = new SeriesTable<>(ActivityFamilies.ACTIVE_SESSIONS);
    table.series(new AgentLabels(tenant, agent, "r")).set(value);
    table.series(new AgentLabels("second", "", "")).set(1);
    Sample expected =
        new Sample(
            "agent_active_sessions",
            Map.of("tenant", LabelText.of(tenant), "agent", LabelText.of(agent), "role", "r"),
            value);
    for (Format format : List.of(Format.TEXT, Format.OPEN_METRICS)) {
      ByteSink out = new ByteSink(0);
      new Page(List.of(table)).writeTo(format, out);
      TextPage page = TextPage.read(out.toByteArray());
      assertThat(page.skipped()).isEmpty();
      assertThat(page.samples()).hasSize(2).contains(expected);
    }
  }

  private static String text(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(120);
    for (int i = 0; i < length; i++) {
      boolean awkward = random.nextBoolean();
      text.append(
          awkward
              ? AWKWARD.charAt(random.nextInt(AWKWARD.length()))
              : (char) random.nextInt(Character.MAX_VALUE));
    }
    return text.toString();
  }
}

package watchbill.exporter.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import watchbill.metrics.catalogue.SelfFamilies;
import watchbill.metrics.catalogue.SelfFamilies.ReasonLabels;
import watchbill.metrics.catalogue.SelfFamilies.StreamLabels;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;

final class SuppliedSeriesTest {
  private final AtomicLong duplicates = new AtomicLong();
  private final Map<String, Long> rejected = new HashMap<>();
  private final AtomicReference<OptionalDouble> saved =
      new AtomicReference<>(OptionalDouble.empty());
  private final Map<StreamLabels, Double> pending = new HashMap<>();
  private final SuppliedSeries series =
      new SuppliedSeries()
          .count(SelfFamilies.EVENTS_DUPLICATE, duplicates::get)
          .counts(SelfFamilies.EVENTS_REJECTED, ReasonLabels::new, () -> rejected)
          .gauge(SelfFamilies.CHECKPOINT_LAST_SUCCESS, saved::get)
          .gauges(SelfFamilies.STREAM_PENDING, () -> pending);

  private String samples() {
    ByteSink out = new ByteSink(100);
    int count = series.writeTo(Format.TEXT, out);
    String samples = out.toString().replaceAll("# .*\n", "");
    assertThat(samples.lines()).hasSize(count);
    return samples;
  }

  @Test
  void showsACounterFromTheBeginningAndNoGaugeThatIsUnknown() {
    assertThat(samples()).isEqualTo("watchbill_events_duplicate_total 0\n");
  }

  @Test
  void showsWhatIsGivenNow() {
    duplicates.set(7);
    rejected.put("not_json", 2L);
    saved.set(OptionalDouble.of(1.5));
    pending.put(new StreamLabels("AGENTS"), 12.0);
    assertThat(samples())
        .isEqualTo(
            """
            watchbill_events_duplicate_total 7
            watchbill_events_rejected_total{reason="not_json"} 2
            watchbill_checkpoint_last_success_timestamp_seconds 1.5
            watchbill_stream_pending{stream="AGENTS"} 12
            """);
  }

  @Test
  void dropsAGaugeThatIsNotKnownAnyMore() {
    saved.set(OptionalDouble.of(1.5));
    pending.put(new StreamLabels("AGENTS"), 12.0);
    samples();
    saved.set(OptionalDouble.empty());
    pending.clear();
    assertThat(samples()).isEqualTo("watchbill_events_duplicate_total 0\n");
  }

  @Test
  void saysWhichFamiliesItWrites() {
    assertThat(series.families())
        .containsExactly(
            SelfFamilies.EVENTS_DUPLICATE,
            SelfFamilies.EVENTS_REJECTED,
            SelfFamilies.CHECKPOINT_LAST_SUCCESS,
            SelfFamilies.STREAM_PENDING);
  }
}

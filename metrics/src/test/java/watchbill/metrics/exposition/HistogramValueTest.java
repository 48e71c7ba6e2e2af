package watchbill.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static watchbill.metrics.exposition.HistogramTableTest.COST;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.metrics.catalogue.Histogram;
import watchbill.metrics.catalogue.NoLabels;
import watchbill.metrics.catalogue.SelfFamilies;
import watchbill.metrics.catalogue.Unit;

@Tag("property")
final class HistogramValueTest {
  private static final Histogram<NoLabels> POWERS =
      Histogram.ours(
          "agent_test_powers",
          Unit.NONE,
          SelfFamilies.DEAD_LETTERS.labels(),
          "Help.",
          "a test",
          0.5,
          1,
          4,
          1024);

  private final Observations seen = new Observations(COST);

  @Test
  void countsAValueInTheBucketThatItBounds() {
    for (double value : new double[] {0, 0.1, 0.10000000000000002, 1, 10, 11}) {
      seen.add(value);
    }
    HistogramValue value = seen.value();
    assertThat(value.count()).isEqualTo(6);
    assertThat(value.sum()).isEqualTo(22.2);
    assertThat(value.cumulative()).containsExactly(2L, 4L, 5L);
    assertThat(value.buckets().schema()).isEqualTo(3);
    assertThat(value.buckets().zeros()).isEqualTo(1);
    assertThat(value.buckets().counts())
        .isEqualTo(new TreeMap<>(Map.of(-26, 2L, 0, 1L, 27, 1L, 28, 1L)));
  }

  @Test
  void takesWhatIsNotAboveTheThresholdForZero() {
    seen.add(0x1p-128);
    seen.add(Double.MIN_VALUE);
    seen.add(Math.nextUp(0x1p-128));
    assertThat(seen.value().buckets().zeros()).isEqualTo(2);
    assertThat(seen.value().buckets().counts()).containsOnlyKeys(-1023);
  }

  @Test
  void halvesTheResolutionWhenBucketsAreTooMany() {
    for (int i = 0; i < 160; i++) {
      seen.add(Math.pow(2, (i - 0.5) / 8));
    }
    assertThat(seen.value().buckets().schema()).isEqualTo(3);
    assertThat(seen.value().buckets().counts()).hasSize(160);
    seen.add(1e9);
    assertThat(seen.value().buckets().schema()).isEqualTo(2);
    assertThat(seen.value().buckets().counts()).hasSize(82).containsEntry(1, 2L);
    seen.add(1e-30);
    assertThat(seen.value().buckets().schema()).isEqualTo(2);
  }

  @Property(tries = 200)
  void holdsTheSameAsCountingAtItsResolution(
      @ForAll @Size(min = 1, max = 600)
          List<@DoubleRange(min = -120, max = 120) Double> exponents) {
    var all = new Observations(COST);
    exponents.forEach(exponent -> all.add(Math.pow(2, exponent)));
    NativeBuckets held = all.value().buckets();
    SortedMap<Integer, Long> again = new TreeMap<>();
    exponents.forEach(exponent ->
        again.merge(BucketIndex.of(Math.pow(2, exponent), held.schema()), 1L, Long::sum));
    assertThat(held.counts()).isEqualTo(again).hasSizeLessThanOrEqualTo(160);
    assertThat(all.value().count()).isEqualTo(exponents.size());
    assertThat(all.value().cumulative().getFirst())
        .isEqualTo(exponents.stream().filter(exponent -> Math.pow(2, exponent) <= 0.1).count());
  }

  @Property(tries = 200)
  void hasTheSameClassicCountsFromExponentialBucketsAsFromTheValues(
      @ForAll @Size(min = 1, max = 600) List<@DoubleRange(min = 0, max = 2000) Double> values) {
    var all = new Observations(POWERS);
    values.forEach(all::add);
    values.forEach(value -> all.add(Math.rint(value)));
    HistogramValue counted = all.value();
    assertThat(HistogramValue.of(POWERS, counted.sum(), counted.buckets())).isEqualTo(counted);
  }

  @Test
  void takesCountsAsArrays() {
    NativeBuckets buckets = NativeBuckets.of(2, new int[] {-8, 0, 17}, new long[] {1, 4, 5});
    HistogramValue value = HistogramValue.of(POWERS, 30, buckets);
    assertThat(value.count()).isEqualTo(12);
    assertThat(value.cumulative()).containsExactly(3L, 7L, 7L, 12L);
    assertThat(value.buckets().counts()).isEqualTo(new TreeMap<>(Map.of(-8, 1L, 0, 4L, 17, 5L)));
  }

  @Test
  void refusesToGuessWhereABoundDividesABucket() {
    assertThatThrownBy(
            () -> HistogramValue.of(COST, 0, NativeBuckets.of(0, new int[0], new long[0])))
        .hasMessage("histogram: want powers of two to count up to, have 0.1");
  }

  @Test
  void refusesTotalsThatContradictThemselves() {
    var two = new NativeBuckets(3, 1, new TreeMap<>(Map.of(5, 1L)));
    assertThatThrownBy(() -> new HistogramValue(1, 2, List.of(1L, 0L, 2L), two))
        .hasMessageStartingWith("histogram: want cumulative counts that do not fall");
    assertThatThrownBy(() -> new HistogramValue(1, 2, List.of(1L, 2L, 3L), two))
        .hasMessage("histogram: want at most 2 in classic buckets, have [1, 2, 3]");
    assertThatThrownBy(() -> new HistogramValue(1, 3, List.of(1L, 2L, 3L), two))
        .hasMessage("histogram: want 3 in native buckets, have 2");
    assertThatThrownBy(() -> new NativeBuckets(3, 0, new TreeMap<>(Map.of(5, 0L))))
        .hasMessage("native buckets: want positive counts, have 0 zeros and {5=0}");
  }
}

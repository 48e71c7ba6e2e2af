package watchbill.alerts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.Histogram;
import watchbill.metrics.catalogue.LabelSet;

/// What happens to some series, one value a minute, and what the alert does then.
///
/// @param name what happens, in words
/// @param series what is put in
/// @param checks what must come out
public record Example(String name, List<Input> series, List<Check> checks) {
  /// A series.
  ///
  /// @param labels by name, in the family's order
  /// @param values one a minute from minute 0, in promtool's notation: `0x5 1x10`, `_` for none
  public record Input(String family, Map<String, String> labels, String values) {}

  /// What must be firing at a time; no labels, no alert.
  public record Check(Duration at, List<Map<String, String>> firing) {}

  /// An example without series yet.
  public static Example when(String name) {
    return new Example(name, List.of(), List.of());
  }

  /// This example with one more series.
  public <L extends Record & LabelSet> Example with(Family<L> family, L labels, String values) {
    return with(family.name(), family, labels, values);
  }

  /// This example with how many values a histogram has seen.
  public <L extends Record & LabelSet> Example withCount(
      Histogram<L> histogram, L labels, String values) {
    return with(histogram.countName(), histogram, labels, values);
  }

  /// This example with one more histogram, of which the sum and the number of its values are told.
  public <L extends Record & LabelSet> Example with(
      Histogram<L> family, L labels, String sums, String counts) {
    return with(family.sumName(), family, labels, sums).withCount(family, labels, counts);
  }

  private <L extends Record & LabelSet> Example with(
      String series, Family<L> family, L labels, String values) {
    var byName = new LinkedHashMap<String, String>();
    for (int i = 0; i < family.labels().size(); i++) {
      byName.put(family.labels().name(i), family.labels().value(i, labels));
    }
    var input = new Input(series, byName, values);
    return new Example(name, plus(this.series, input), checks);
  }

  /// The alert is not firing at this minute.
  public Example quietAt(int minute) {
    return new Example(
        name, series, plus(checks, new Check(Duration.ofMinutes(minute), List.of())));
  }

  /// The alert is firing at this minute, once for each of these label sets, which hold what the
  /// condition gives.
  @SafeVarargs
  @SuppressWarnings("varargs") // List.of copies
  public final Example firesAt(int minute, Map<String, String>... firing) {
    var check = new Check(Duration.ofMinutes(minute), List.of(firing));
    return new Example(name, series, plus(checks, check));
  }

  private static <T> List<T> plus(List<T> list, T more) {
    var longer = new ArrayList<>(list);
    longer.add(more);
    return List.copyOf(longer);
  }
}

package watchbill.metrics.promql;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import watchbill.metrics.catalogue.Histogram;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.catalogue.LabelSet;

/// What a histogram saw in a window, which waits to be made one number for each group. It is no
/// [Query]: buckets cannot be compared, rated again or added to anything.
///
/// A Prometheus that takes native histograms has no classic buckets of the same family, so each
/// query asks for the one form and, where there is none, for the other.
///
/// @param <L> the histogram's label set
@SuppressWarnings("varargs") // labels and matchers are read only
public final class Distribution<L extends Record & LabelSet> {
  private final Histogram<L> histogram;
  private final Window window;
  private final Matcher<?>[] matchers;
  private final @Nullable List<String> by;

  private Distribution(
      Histogram<L> histogram, Window window, Matcher<?>[] matchers, @Nullable List<String> by) {
    this.histogram = histogram;
    this.window = window;
    this.matchers = matchers;
    this.by = by;
  }

  /// The values that each series of a histogram saw in the window.
  @SafeVarargs
  public static <L extends Record & LabelSet> Distribution<L> of(
      Histogram<L> histogram, Window window, Matcher<? super L>... matchers) {
    return new Distribution<>(histogram, window, matchers.clone(), null);
  }

  /// The values of all series that agree in these labels, together; of all when none is named.
  @SafeVarargs
  public final Distribution<L> by(Label<? super L>... labels) {
    List<String> names = Stream.of(labels).<String>map(Label::name).toList();
    return new Distribution<>(histogram, window, matchers, names);
  }

  /// The value that this share of all values did not exceed, estimated within a bucket.
  ///
  /// @param share from 0 to 1
  public Query<L> quantile(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("query: want a share from 0 to 1, have " + share);
    }
    String quantile = "histogram_quantile(" + PromNumber.text(share) + ", ";
    String classic = summed(over("rate", histogram.bucketName()), List.of("le"));
    String own = summed(over("rate", histogram.name()), List.of());
    return either(quantile + classic + ")", quantile + own + ")", unit());
  }

  /// The sum of the values.
  public Query<L> sum() {
    return total(histogram.sumName(), "histogram_sum", unit());
  }

  /// How many values there were.
  public Query<L> count() {
    return total(histogram.countName(), "histogram_count", Measure.NUMBER);
  }

  /// The mean of the values.
  public Query<L> mean() {
    String text = sum().operand() + " / " + count().operand();
    return new Query<>(text, false, labels(), unit());
  }

  private Query<L> total(String name, String function, Measure measure) {
    String classic = summed(over("increase", name), List.of());
    String own = summed(function + "(" + over("increase", histogram.name()) + ")", List.of());
    return either(classic, own, measure);
  }

  private Query<L> either(String classic, String own, Measure measure) {
    return new Query<>(classic + " or " + own, false, labels(), measure);
  }

  private String over(String function, String name) {
    return function + "(" + Query.selector(name, matchers) + "[" + window.text() + "])";
  }

  /// The sum of each group.
  ///
  /// @param more labels that the groups have besides
  private String summed(String text, List<String> more) {
    if (by == null) {
      return text;
    }
    List<String> groups = Stream.concat(by.stream(), more.stream()).toList();
    String grouping = groups.isEmpty() ? "" : " by (" + String.join(", ", groups) + ") ";
    return "sum" + grouping + "(" + text + ")";
  }

  private List<String> labels() {
    return by == null ? histogram.labels().names() : by;
  }

  private Measure unit() {
    return new Measure(histogram.unit(), Measure.Span.NOW);
  }
}

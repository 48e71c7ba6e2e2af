package watchbill.metrics.promql;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import watchbill.metrics.catalogue.Histogram;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.catalogue.Unit;

/// What a histogram saw in a window, or ever, which waits to be made one number for each group. It
/// is no [Query]: buckets cannot be compared, rated again or added to anything.
///
/// A Prometheus that takes native histograms has no classic buckets of the same family, so each
/// query asks for the one form and, where there is none, for the other.
///
/// @param <L> the histogram's label set
@SuppressWarnings("varargs") // labels and matchers are read only
public final class Distribution<L extends Record & LabelSet> {
  private final Histogram<L> histogram;
  private final @Nullable Window window;
  private final Matcher<?>[] matchers;
  private final @Nullable List<String> by;

  private Distribution(
      Histogram<L> histogram,
      @Nullable Window window,
      Matcher<?>[] matchers,
      @Nullable List<String> by) {
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

  /// The values that each series of a histogram has seen since its exporter started to count. Its
  /// sum and count are totals; a quantile it has not, since old values would stay in it for ever.
  @SafeVarargs
  public static <L extends Record & LabelSet> Distribution<L> ever(
      Histogram<L> histogram, Matcher<? super L>... matchers) {
    return new Distribution<>(histogram, null, matchers.clone(), null);
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
  /// @throws IllegalArgumentException for the values that were ever seen
  public Query<L> quantile(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("query: want a share from 0 to 1, have " + share);
    }
    if (window == null) {
      throw new IllegalArgumentException(
          "query: want the quantile of a window, have " + histogram.name());
    }
    String quantile = "histogram_quantile(" + PromNumber.text(share) + ", ";
    String classic = summed(over("rate", histogram.bucketName()), List.of("le"));
    String own = summed(over("rate", histogram.name()), List.of());
    return either(quantile + classic + ")", quantile + own + ")", unit());
  }

  /// The sum of the values.
  public Query<L> sum() {
    return total(histogram.sumName(), "histogram_sum", histogram.unit());
  }

  /// How many values there were.
  public Query<L> count() {
    return total(histogram.countName(), "histogram_count", Unit.NONE);
  }

  /// The mean of the values.
  public Query<L> mean() {
    String text = sum().operand() + " / " + count().operand();
    return new Query<>(text, false, labels(), unit());
  }

  private Query<L> total(String name, String function, Unit unit) {
    String classic = summed(over("increase", name), List.of());
    String own = summed(function + "(" + over("increase", histogram.name()) + ")", List.of());
    var span = window == null ? Measure.Span.EVER : Measure.Span.NOW;
    return either(classic, own, new Measure(unit, span));
  }

  private Query<L> either(String classic, String own, Measure measure) {
    return new Query<>(classic + " or " + own, false, labels(), measure);
  }

  private String over(String function, String name) {
    String series = Query.selector(name, matchers);
    return window == null ? series : function + "(" + series + "[" + window.text() + "])";
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

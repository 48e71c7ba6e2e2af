package watchbill.metrics.promql;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import watchbill.metrics.catalogue.Counter;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.catalogue.Histogram;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.catalogue.Unit;

/// An instant vector in PromQL: its text, the labels of its series, and the measure of its values.
///
/// @param <L> the label set of the family that it began with: a label that the family lacks does
///   not compile; one that an aggregation took away is refused when the query is built
@SuppressWarnings("varargs") // labels and matchers are read only
public final class Query<L extends Record & LabelSet> {
  private final String text;
  private final boolean atom;
  private final List<String> labels;
  private final Measure measure;

  Query(String text, boolean atom, List<String> labels, Measure measure) {
    this.text = text;
    this.atom = atom;
    this.labels = labels;
    this.measure = measure;
  }

  /// A gauge's values.
  @SafeVarargs
  public static <L extends Record & LabelSet> Query<L> of(
      Gauge<L> gauge, Matcher<? super L>... matchers) {
    return atom(
        selector(gauge.name(), matchers), gauge, new Measure(gauge.unit(), Measure.Span.NOW));
  }

  /// A counter's totals since its exporter began to count; for a sum over time, see [#increase].
  @SafeVarargs
  public static <L extends Record & LabelSet> Query<L> total(
      Counter<L> counter, Matcher<? super L>... matchers) {
    var measure = new Measure(counter.unit(), Measure.Span.EVER);
    return atom(selector(counter.name(), matchers), counter, measure);
  }

  /// How many values a histogram has seen since its exporter began to count, whichever form
  /// Prometheus keeps it in.
  public static <L extends Record & LabelSet> Query<L> observed(Histogram<L> histogram) {
    var measure = new Measure(Unit.NONE, Measure.Span.EVER);
    String text = histogram.countName() + " or histogram_count(" + histogram.name() + ")";
    return new Query<>(text, false, histogram.labels().names(), measure);
  }

  /// A counter's growth per second, on average over the window.
  @SafeVarargs
  public static <L extends Record & LabelSet> Query<L> rate(
      Counter<L> counter, Window window, Matcher<? super L>... matchers) {
    var measure = new Measure(counter.unit(), Measure.Span.SECOND);
    return atom(over("rate", counter.name(), window, matchers), counter, measure);
  }

  /// A counter's growth in the window. A series that begins within it counts from its first value,
  /// so what it began with is not seen.
  @SafeVarargs
  public static <L extends Record & LabelSet> Query<L> increase(
      Counter<L> counter, Window window, Matcher<? super L>... matchers) {
    var measure = new Measure(counter.unit(), Measure.Span.NOW);
    return atom(over("increase", counter.name(), window, matchers), counter, measure);
  }

  /// A gauge's largest value in the window.
  @SafeVarargs
  public static <L extends Record & LabelSet> Query<L> maxOver(
      Gauge<L> gauge, Window window, Matcher<? super L>... matchers) {
    return overTime("max", gauge, window, matchers);
  }

  /// A gauge's last value in the window: unlike the gauge itself, it outlives its exporter for a
  /// while.
  @SafeVarargs
  public static <L extends Record & LabelSet> Query<L> lastOver(
      Gauge<L> gauge, Window window, Matcher<? super L>... matchers) {
    return overTime("last", gauge, window, matchers);
  }

  /// The mean of a gauge's values in the window.
  @SafeVarargs
  public static <L extends Record & LabelSet> Query<L> averageOver(
      Gauge<L> gauge, Window window, Matcher<? super L>... matchers) {
    return overTime("avg", gauge, window, matchers);
  }

  /// How often a gauge's value changed in the window.
  @SafeVarargs
  public static <L extends Record & LabelSet> Query<L> changes(
      Gauge<L> gauge, Window window, Matcher<? super L>... matchers) {
    return atom(over("changes", gauge.name(), window, matchers), gauge, Measure.NUMBER);
  }

  /// What Prometheus has recorded.
  @SafeVarargs
  public static <L extends Record & LabelSet> Query<L> of(
      Recorded<L> recorded, Matcher<? super L>... matchers) {
    return recorded(selector(recorded.name(), matchers), recorded);
  }

  /// The largest of what Prometheus has recorded in the window.
  @SafeVarargs
  public static <L extends Record & LabelSet> Query<L> maxOver(
      Recorded<L> recorded, Window window, Matcher<? super L>... matchers) {
    return recorded(over("max_over_time", recorded.name(), window, matchers), recorded);
  }

  /// By how much what Prometheus has recorded is above its smallest value in the window: for an
  /// amount that only grows, what came in the window. It never says too much: of one that fell,
  /// since it began anew or lost a part, it is what came since; of one that began within the
  /// window, what came after its first value.
  @SafeVarargs
  public static <L extends Record & LabelSet> Query<L> growth(
      Recorded<L> recorded, Window window, Matcher<? super L>... matchers) {
    Query<L> now = of(recorded, matchers);
    String least = over("min_over_time", recorded.name(), window, matchers);
    var measure = new Measure(now.measure.unit(), Measure.Span.NOW);
    return new Query<>(now.text + " - " + least, false, now.labels, measure);
  }

  /// What Prometheus had recorded so long ago.
  @SafeVarargs
  public static <L extends Record & LabelSet> Query<L> before(
      Recorded<L> recorded, Window ago, Matcher<? super L>... matchers) {
    String text = selector(recorded.name(), matchers) + " offset " + ago.text();
    return recorded(text, recorded);
  }

  /// How many seconds ago a time stamp was.
  ///
  /// @throws IllegalArgumentException when the gauge is not in [Unit#TIMESTAMP_SECONDS]
  @SafeVarargs
  public static <L extends Record & LabelSet> Query<L> age(
      Gauge<L> timestamp, Matcher<? super L>... matchers) {
    checkTime(timestamp);
    String text = "time() - " + selector(timestamp.name(), matchers);
    return new Query<>(text, false, timestamp.labels().names(), Measure.SECONDS);
  }

  /// In how many seconds a time stamp will be; below 0 once it is past.
  ///
  /// @throws IllegalArgumentException when the gauge is not in [Unit#TIMESTAMP_SECONDS]
  @SafeVarargs
  public static <L extends Record & LabelSet> Query<L> until(
      Gauge<L> timestamp, Matcher<? super L>... matchers) {
    checkTime(timestamp);
    String text = selector(timestamp.name(), matchers) + " - time()";
    return new Query<>(text, false, timestamp.labels().names(), Measure.SECONDS);
  }

  /// Groups of series that agree in these labels; one group of all when none is named.
  ///
  /// @throws IllegalArgumentException when an aggregation has taken one of the labels away
  @SafeVarargs
  public final Aggregated<L> by(Label<? super L>... labels) {
    return new Aggregated<>(this, Stream.of(labels).<String>map(Label::name).toList());
  }

  /// The series with the `n` largest values.
  public Query<L> top(int n) {
    if (n < 1) {
      throw new IllegalArgumentException("query: want the top 1 or more, have " + n);
    }
    return new Query<>("topk(" + n + ", " + text + ")", true, labels, measure);
  }

  /// The value per hour of one that is per second.
  public Query<L> perHour() {
    measure.same(new Measure(measure.unit(), Measure.Span.SECOND));
    var hourly = new Measure(measure.unit(), Measure.Span.HOUR);
    return new Query<>(operand() + " * 3600", false, labels, hourly);
  }

  /// The value so many times.
  public Query<L> scaled(double factor) {
    String scaled = operand() + " * " + PromNumber.text(factor);
    return new Query<>(scaled, false, labels, measure);
  }

  /// The value, or this where the value is less.
  public Query<L> orAtLeast(double least) {
    String text = "clamp_min(" + this.text + ", " + PromNumber.text(least) + ")";
    return new Query<>(text, true, labels, measure);
  }

  /// The series of this query, and those of the other whose labels this one lacks.
  ///
  /// @throws IllegalArgumentException when they differ in labels or measure
  public <M extends Record & LabelSet> Query<L> or(Query<M> other) {
    if (!labels.equals(other.labels)) {
      throw new IllegalArgumentException(
          "query: want both sides to have " + labels + ", have " + other.labels);
    }
    return new Query<>(
        operand() + " or " + other.operand(), false, labels, measure.same(other.measure));
  }

  /// The sum of both sides.
  public <M extends Record & LabelSet> Query<L> plus(Query<M> other, Matching<L> matching) {
    return joined("+", other, matching, measure.same(other.measure));
  }

  /// What the left side has more than the right.
  public <M extends Record & LabelSet> Query<L> minus(Query<M> other, Matching<L> matching) {
    return joined("-", other, matching, measure.same(other.measure));
  }

  /// The product of both sides, one of which is a plain number.
  public <M extends Record & LabelSet> Query<L> times(Query<M> other, Matching<L> matching) {
    return joined("*", other, matching, measure.times(other.measure));
  }

  /// The left side for each of the right.
  public <M extends Record & LabelSet> Query<L> dividedBy(Query<M> other, Matching<L> matching) {
    return joined("/", other, matching, measure.dividedBy(other.measure));
  }

  /// Only series above the limit, which is in this query's measure.
  public Condition<L> above(double limit) {
    return compared(">", limit);
  }

  /// Only series above the limit; for a query in seconds.
  public Condition<L> above(Duration limit) {
    measure.same(Measure.SECONDS);
    return compared(">", limit.toMillis() / 1e3);
  }

  /// Only series at or above the limit.
  public Condition<L> atLeast(double limit) {
    return compared(">=", limit);
  }

  /// Only series at or below the limit.
  public Condition<L> atMost(double limit) {
    return compared("<=", limit);
  }

  /// Only series below the limit.
  public Condition<L> below(double limit) {
    return compared("<", limit);
  }

  /// Only series with exactly this value.
  public Condition<L> is(double value) {
    return compared("==", value);
  }

  /// Only series that are above their counterpart.
  public <M extends Record & LabelSet> Condition<L> above(Query<M> other, Matching<L> matching) {
    return new Condition<>(joined(">", other, matching, measure.same(other.measure)));
  }

  /// Only series that are at or above their counterpart.
  public <M extends Record & LabelSet> Condition<L> atLeast(Query<M> other, Matching<L> matching) {
    return new Condition<>(joined(">=", other, matching, measure.same(other.measure)));
  }

  /// Only series that are at or below their counterpart.
  public <M extends Record & LabelSet> Condition<L> atMost(Query<M> other, Matching<L> matching) {
    return new Condition<>(joined("<=", other, matching, measure.same(other.measure)));
  }

  /// Only series that are below their counterpart.
  public <M extends Record & LabelSet> Condition<L> below(Query<M> other, Matching<L> matching) {
    return new Condition<>(joined("<", other, matching, measure.same(other.measure)));
  }

  /// All its series, whatever their value.
  public Condition<L> present() {
    return new Condition<>(this);
  }

  /// One series without labels, with the value 1, when this query gives none.
  public Condition<L> absent() {
    return new Condition<>(new Query<>("absent(" + text + ")", true, List.of(), Measure.NUMBER));
  }

  /// The query in PromQL.
  public String text() {
    return text;
  }

  /// The names of the labels that its series have, as far as the catalogue knows.
  public List<String> labels() {
    return labels;
  }

  /// What its values are.
  public Measure measure() {
    return measure;
  }

  @Override
  public String toString() {
    return text;
  }

  /// The text as one side of an operator.
  String operand() {
    return atom ? text : "(" + text + ")";
  }

  /// This query, filtered by a set operator.
  Query<L> filtered(String operator, Query<?> other, Matching<L> matching) {
    matching.check(labels, other.labels);
    String joined = operand() + " " + operator + matching.setText() + " " + other.operand();
    return new Query<>(joined, false, labels, measure);
  }

  private <M extends Record & LabelSet> Query<L> joined(
      String operator, Query<M> other, Matching<L> matching, Measure result) {
    String joined = operand() + " " + operator + matching.text() + " " + other.operand();
    return new Query<>(joined, false, matching.result(labels, other.labels), result);
  }

  private static void checkTime(Gauge<?> timestamp) {
    if (timestamp.unit() != Unit.TIMESTAMP_SECONDS) {
      throw new IllegalArgumentException("query: want a time stamp, have " + timestamp.name());
    }
  }

  private Condition<L> compared(String operator, double limit) {
    String joined = operand() + " " + operator + " " + PromNumber.text(limit);
    return new Condition<>(new Query<>(joined, false, labels, measure));
  }

  private static <L extends Record & LabelSet> Query<L> overTime(
      String how, Gauge<L> gauge, Window window, Matcher<?>[] matchers) {
    String text = over(how + "_over_time", gauge.name(), window, matchers);
    return atom(text, gauge, new Measure(gauge.unit(), Measure.Span.NOW));
  }

  private static String over(String function, String name, Window window, Matcher<?>[] matchers) {
    return function + "(" + selector(name, matchers) + "[" + window.text() + "])";
  }

  private static <L extends Record & LabelSet> Query<L> recorded(
      String text, Recorded<L> recorded) {
    Query<L> query = recorded.query();
    return new Query<>(text, true, query.labels(), query.measure());
  }

  private static <L extends Record & LabelSet> Query<L> atom(
      String text, Family<L> family, Measure measure) {
    return new Query<>(text, true, family.labels().names(), measure);
  }

  /// The series of this name that the matchers let through.
  static String selector(String name, Matcher<?>[] matchers) {
    return matchers.length == 0
        ? name
        : Stream.of(matchers).map(Matcher::text).collect(Collectors.joining(", ", name + "{", "}"));
  }
}

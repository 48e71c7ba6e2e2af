package watchbill.metrics.promql;

import java.util.List;
import java.util.stream.Stream;
import watchbill.metrics.catalogue.LabelSet;

/// A query whose series are grouped, and wait to be made one each group.
public final class Aggregated<L extends Record & LabelSet> {
  private final Query<L> query;
  private final List<String> by;

  Aggregated(Query<L> query, List<String> by) {
    if (!query.labels().containsAll(by)) {
      throw new IllegalArgumentException(
          "query: want to group by labels that it still has " + query.labels() + ", have " + by);
    }
    this.query = query;
    this.by = by;
  }

  /// The sum of each group.
  public Query<L> sum() {
    return as("sum", query.measure());
  }

  /// The sum of each group as one exporter has it: what several exporters show, as while one takes
  /// over from another, is not added up.
  public Query<L> sumOnce() {
    var each = Stream.concat(by.stream(), Stream.of("instance")).toList();
    String one = "sum by (" + String.join(", ", each) + ") (" + query.text() + ")";
    Query<L> ofEach = new Query<>(one, true, by, query.measure());
    return new Aggregated<>(ofEach, by).max();
  }

  /// The largest value of each group.
  public Query<L> max() {
    return as("max", query.measure());
  }

  /// The smallest value of each group.
  public Query<L> min() {
    return as("min", query.measure());
  }

  /// The mean of each group.
  public Query<L> avg() {
    return as("avg", query.measure());
  }

  /// How many series each group has.
  public Query<L> count() {
    return as("count", Measure.NUMBER);
  }

  private Query<L> as(String how, Measure measure) {
    String grouping = by.isEmpty() ? "" : " by (" + String.join(", ", by) + ") ";
    return new Query<>(how + grouping + "(" + query.text() + ")", true, by, measure);
  }
}

package watchbill.metrics.promql;

import watchbill.metrics.catalogue.LabelSet;

/// A query that gives only series for which something holds: what an alert fires on. Made by the
/// comparisons of [Query].
public final class Condition<L extends Record & LabelSet> {
  private final Query<L> query;

  Condition(Query<L> query) {
    this.query = query;
  }

  /// The query, filter included.
  public Query<L> query() {
    return query;
  }

  /// Only those series that belong to one of `other`.
  public <M extends Record & LabelSet> Condition<L> and(Condition<M> other, Matching<L> matching) {
    return new Condition<>(query.filtered("and", other.query, matching));
  }

  /// Only those series that belong to none of `other`.
  public <M extends Record & LabelSet> Condition<L> unless(
      Condition<M> other, Matching<L> matching) {
    return new Condition<>(query.filtered("unless", other.query, matching));
  }

  /// The series for which either holds; both have the same labels.
  public <M extends Record & LabelSet> Condition<L> or(Condition<M> other) {
    return new Condition<>(query.or(other.query));
  }

  /// The condition in PromQL.
  @Override
  public String toString() {
    return query.text();
  }
}

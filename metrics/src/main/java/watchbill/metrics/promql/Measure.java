package watchbill.metrics.promql;

import watchbill.metrics.catalogue.Unit;

/// What a query's value is: a unit, and over which time it is counted.
public record Measure(Unit unit, Span span) {
  /// A plain number.
  static final Measure NUMBER = new Measure(Unit.NONE, Span.NOW);

  /// Seconds.
  static final Measure SECONDS = new Measure(Unit.SECONDS, Span.NOW);

  /// Over which time a value is counted.
  public enum Span {
    /// None: it holds now, or over the query's own window.
    NOW(""),
    /// All time since the exporter started to count.
    EVER(" ever"),
    SECOND("/s"),
    HOUR("/h");

    private final String suffix;

    Span(String suffix) {
      this.suffix = suffix;
    }
  }

  /// What comes out when a value of this measure is multiplied by one of `other`.
  Measure times(Measure other) {
    if (equals(NUMBER)) {
      return other;
    }
    if (other.equals(NUMBER)) {
      return this;
    }
    throw new IllegalArgumentException(
        "query: want to multiply by a plain number, have " + this + " and " + other);
  }

  /// What comes out when a value of this measure is divided by one of `other`.
  Measure dividedBy(Measure other) {
    if (equals(other)) {
      return new Measure(Unit.RATIO, Span.NOW);
    }
    if (other.unit == Unit.NONE && other.span == span) {
      return new Measure(unit, Span.NOW);
    }
    if (other.equals(NUMBER)) {
      return this;
    }
    throw new IllegalArgumentException(
        "query: want to divide by the same measure or by a number, have " + this + " and " + other);
  }

  /// Gives itself; refuses any other measure.
  Measure same(Measure other) {
    if (!equals(other)) {
      throw new IllegalArgumentException(
          "query: want the same measure on both sides, have " + this + " and " + other);
    }
    return this;
  }

  @Override
  public String toString() {
    return (unit == Unit.NONE ? "number" : unit.suffix()) + span.suffix;
  }
}

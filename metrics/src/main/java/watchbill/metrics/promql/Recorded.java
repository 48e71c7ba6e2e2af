package watchbill.metrics.promql;

import java.util.regex.Pattern;
import watchbill.metrics.catalogue.LabelSet;

/// A query whose result Prometheus keeps as series of its own, so that what asks for it over a long
/// time need not touch the series below.
///
/// @param name level, what it is, and how it was worked out, between colons: `tenant:cost_usd:sum`
///   (<https://prometheus.io/docs/practices/rules/>)
/// @param query what is kept
public record Recorded<L extends Record & LabelSet>(String name, Query<L> query) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*(:[a-z0-9][a-z0-9_]*){2}");

  public Recorded {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "recorded query: want a name such as tenant:cost_usd:sum, have " + name);
    }
  }
}

package watchbill.alerts.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import watchbill.alerts.proof.Expression.Kind;
import watchbill.alerts.proof.Expression.Token;

/// Over which time an expression reads some series.
///
/// @param series their name; empty for a query within the query
record Range(String series, Duration length) {
  /// All ranges of an expression.
  static List<Range> of(Expression expression) {
    List<Token> tokens = expression.tokens();
    var ranges = new ArrayList<Range>();
    for (int i = 1; i < tokens.size(); i++) {
      if (tokens.get(i).text().equals("[")) {
        boolean matched = tokens.get(i - 1).kind() == Kind.MATCHERS;
        Token before = tokens.get(matched ? i - 2 : i - 1);
        ranges.add(
            new Range(
                before.kind() == Kind.WORD ? before.text() : "",
                Changes.duration(tokens.get(i + 1).text())));
      }
    }
    return ranges;
  }

  /// Whether the series were recorded by a rule.
  boolean recorded() {
    return series.contains(":");
  }
}

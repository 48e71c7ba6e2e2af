package watchbill.dashboards;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import watchbill.metrics.promql.Condition;
import watchbill.metrics.promql.Query;

/// What is marked on a board's time axis: the times at which a condition holds.
///
/// @param name what is marked
/// @param query gives a series for each thing that is marked, while it lasts
/// @param text what is said of it; `{{agent}}` stands for a label that the query has
public record Annotation(String name, Color color, Query<?> query, String text) {
  private static final Pattern LABEL = Pattern.compile("\\{\\{([a-z_]+)}}");

  public Annotation {
    List<String> used =
        LABEL.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
    if (!query.labels().containsAll(used)) {
      throw new IllegalArgumentException(
          "annotation: want labels of the query " + query.labels() + ", have " + used);
    }
  }

  /// A mark for as long as something holds.
  public static Annotation of(String name, Color color, Condition<?> condition, String text) {
    return new Annotation(name, color, condition.query(), text);
  }
}

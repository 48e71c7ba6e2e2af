package watchbill.cli.boards;

import java.util.Map;
import java.util.NavigableMap;
import java.util.regex.Pattern;

/// A series that Prometheus gave for a query.
///
/// @param values by seconds since the epoch; finite
record Answered(Map<String, String> labels, NavigableMap<Double, Double> values) {
  private static final Pattern LABEL = Pattern.compile("\\{\\{([a-z_]+)}}");

  /// The newest value.
  double last() {
    return values.lastEntry().getValue();
  }

  /// How a legend calls it.
  String named(String legend) {
    return LABEL
        .matcher(legend)
        .replaceAll(found ->
            java.util.regex.Matcher.quoteReplacement(labels.getOrDefault(found.group(1), "")));
  }
}

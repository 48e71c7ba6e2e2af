package watchbill.alerts;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The part of Prometheus' templates that alerts of the house use: labels, as they are or as part
/// of an address
/// (<https://prometheus.io/docs/prometheus/latest/configuration/template_reference/>).
public final class Template {
  private static final Pattern LABEL =
      Pattern.compile("\\{\\{ \\$labels\\.([a-z_]+)( \\| urlquery)? }}");

  private Template() {}

  /// The names of the labels in a template.
  ///
  /// @throws IllegalArgumentException when it holds braces that are no label
  static List<String> labels(String template) {
    if (LABEL.matcher(template).replaceAll("").contains("{{")) {
      throw new IllegalArgumentException(
          "template: want {{ $labels.name }} only, have " + template);
    }
    return LABEL.matcher(template).results().map(found -> found.group(1)).toList();
  }

  /// The template with these labels filled in; those that go into addresses must need no escape.
  public static String fill(String template, Map<String, String> labels) {
    return LABEL
        .matcher(template)
        .replaceAll(found -> Matcher.quoteReplacement(value(found, labels)));
  }

  private static String value(MatchResult found, Map<String, String> labels) {
    String value = labels.getOrDefault(found.group(1), "");
    if (found.group(2) != null && !value.matches("[A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "template: want an example without escapes, have " + value);
    }
    return value;
  }
}

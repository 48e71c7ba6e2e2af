package watchbill.alerts;

import java.util.Locale;
import java.util.regex.Pattern;
import watchbill.metrics.promql.Matcher;

/// What an alert's label must be, as Alertmanager compares it
/// (<https://prometheus.io/docs/alerting/latest/configuration/#matcher>). A label that is missing
/// is an empty one.
///
/// @param name of the label
/// @param value any text; for the regular expressions, one in RE2's syntax for the whole value
public record LabelMatch(String name, Operator operator, String value) {
  /// How the value is compared.
  public enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    MATCHES("=~"),
    MATCHES_NOT("!~");

    private final String text;

    Operator(String text) {
      this.text = text;
    }

    /// As it is written.
    public String text() {
      return text;
    }
  }

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  public LabelMatch {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("label: want a label's name, have " + name);
    }
  }

  /// The label has this value.
  public static LabelMatch equal(String name, String value) {
    return new LabelMatch(name, Operator.EQUAL, value);
  }

  /// The label has one of these values, none of which needs an escape in a regular expression.
  public static LabelMatch oneOf(String name, Iterable<String> values) {
    for (String value : values) {
      if (!value.matches("[A-Za-z0-9_]+")) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "%s: want letters and digits, have %s", name, value));
      }
    }
    return new LabelMatch(name, Operator.MATCHES, String.join("|", values));
  }

  /// What a query asks for, asked of an alert.
  static LabelMatch of(Matcher<?> matcher) {
    Operator operator =
        switch (matcher.operator()) {
          case EQUAL -> Operator.EQUAL;
          case NOT_EQUAL -> Operator.NOT_EQUAL;
          case MATCHES -> Operator.MATCHES;
          case MATCHES_NOT -> Operator.MATCHES_NOT;
        };
    return new LabelMatch(matcher.label().name(), operator, matcher.value());
  }

  /// As it stands in Alertmanager's configuration. Quotes, backslashes and line feeds are escaped
  /// in the way that both its parsers read, that of UTF-8 (from 0.27 on) and the classic one.
  public String text() {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return name + operator.text() + '"' + escaped + '"';
  }
}

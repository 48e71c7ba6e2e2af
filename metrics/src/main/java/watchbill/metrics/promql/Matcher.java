package watchbill.metrics.promql;

import java.util.List;
import java.util.stream.Collectors;
import watchbill.metrics.catalogue.Label;

/// Which series of a family are meant: those whose label has, or has not, a value.
///
/// @param <T> what a label set must have for the matcher to apply
public record Matcher<T>(Label<T> label, Operator operator, String value) {
  /// How the value is compared.
  public enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    /// The whole value matches a regular expression in RE2's syntax.
    MATCHES("=~"),
    MATCHES_NOT("!~");

    private final String text;

    Operator(String text) {
      this.text = text;
    }
  }

  /// The label has this value.
  public static <T> Matcher<T> equal(Label<T> label, String value) {
    return new Matcher<>(label, Operator.EQUAL, value);
  }

  /// The label has any value but this one.
  public static <T> Matcher<T> notEqual(Label<T> label, String value) {
    return new Matcher<>(label, Operator.NOT_EQUAL, value);
  }

  /// The label's whole value matches this regular expression.
  public static <T> Matcher<T> matches(Label<T> label, String regex) {
    return new Matcher<>(label, Operator.MATCHES, regex);
  }

  /// The label's whole value does not match this regular expression.
  public static <T> Matcher<T> matchesNot(Label<T> label, String regex) {
    return new Matcher<>(label, Operator.MATCHES_NOT, regex);
  }

  /// The label has a value that is none of these.
  public static <T> Matcher<T> noneOf(Label<T> label, List<String> values) {
    String regex =
        values.stream()
            .map(value -> value.replaceAll("[\\p{Punct}&&[^_-]]", "\\\\$0"))
            .collect(Collectors.joining("|"));
    return new Matcher<>(label, Operator.MATCHES_NOT, regex);
  }

  String text() {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return label.name() + operator.text + "\"" + escaped + "\"";
  }
}

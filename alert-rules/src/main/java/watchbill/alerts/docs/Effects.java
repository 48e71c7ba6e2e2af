package watchbill.alerts.docs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import watchbill.alerts.Alert;
import watchbill.alerts.Inhibition;
import watchbill.alerts.rules.Inhibitions;

/// What an alert is held back by, and what it holds back.
final class Effects {
  private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|!~|!=|=)\"(.*)\"");

  private Effects() {}

  /// The inhibitions that hold this alert back.
  static List<Inhibition> on(Alert<?> alert) {
    return Inhibitions.ALL.stream().filter(rule -> mayMatch(rule.target(), alert)).toList();
  }

  /// The inhibitions whose cause is this alert.
  static List<Inhibition> of(Alert<?> alert) {
    return Inhibitions.ALL.stream().filter(rule -> mayMatch(rule.source(), alert)).toList();
  }

  /// Whether the alert can have labels that pass all matchers.
  private static boolean mayMatch(List<String> matchers, Alert<?> alert) {
    var known = new TreeMap<>(alert.labels());
    known.put("alertname", alert.name());
    List<String> own = alert.condition().query().labels();
    return matchers.stream().allMatch(text -> mayMatch(text, known, own));
  }

  private static boolean mayMatch(String text, Map<String, String> known, List<String> own) {
    Matcher parts = MATCHER.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("inhibition: want name=\"value\", have " + text);
    }
    String label = parts.group(1);
    if (own.contains(label)) {
      return true;
    }
    String value = known.getOrDefault(label, "");
    return switch (parts.group(2)) {
      case "=" -> value.equals(parts.group(3));
      case "!=" -> !value.equals(parts.group(3));
      case "=~" -> value.matches(parts.group(3));
      default -> !value.matches(parts.group(3));
    };
  }
}

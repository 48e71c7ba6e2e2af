package watchbill.alerts;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.promql.Condition;

/// An alert.
///
/// @param name in upper camel case; its runbook is `docs/runbooks/<name>.md`
/// @param condition what it fires on, one alert for each series
/// @param pending how long the condition has to hold first; zero for not at all
/// @param severity how soon somebody has to act
/// @param owner who acts
/// @param view where it is to be seen
/// @param summary one sentence; `{{ $labels.agent }}` stands for a label that the condition has
/// @param examples when it fires, stays quiet and resolves
public record Alert<L extends Record & LabelSet>(
    String name,
    Condition<L> condition,
    Duration pending,
    Severity severity,
    Owner owner,
    View view,
    String summary,
    List<Example> examples) {
  private static final Pattern NAME = Pattern.compile("([A-Z][a-z0-9]+)+");

  public Alert {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("alert: want a name in camel case, have " + name);
    }
    if (pending.isNegative()) {
      throw new IllegalArgumentException(
          name + ": want a time to wait of 0 or more, have " + pending);
    }
    for (String label : Template.labels(summary)) {
      if (!condition.query().labels().contains(label)) {
        throw new IllegalArgumentException(
            "%s: want labels of the condition %s, have %s"
                .formatted(name, condition.query().labels(), label));
      }
    }
    examples = List.copyOf(examples);
  }

  /// The labels that it adds to those of its series. Never a number: a label that changes makes a
  /// new alert.
  public Map<String, String> labels() {
    var labels = new TreeMap<String, String>();
    labels.put("severity", severity.label());
    labels.put("owner", owner.label());
    return labels;
  }

  /// What it tells a person, as templates.
  public Map<String, String> annotations(Links links) {
    var annotations = new TreeMap<String, String>();
    annotations.put("summary", summary);
    annotations.put("runbook_url", links.runbook(name));
    annotations.put("dashboard_url", links.board(view, condition.query().labels()));
    return annotations;
  }
}

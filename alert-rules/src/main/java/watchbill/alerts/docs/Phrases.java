package watchbill.alerts.docs;

import java.util.ArrayDeque;
import java.util.List;
import java.util.regex.Pattern;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Inhibition;
import watchbill.metrics.promql.PromDuration;
import watchbill.metrics.promql.Recorded;

/// How the pages say what an alert has.
final class Phrases {
  private Phrases() {}

  /// The summary, with the names of labels where an alert has their values.
  static String summary(Alert<?> alert) {
    return alert.summary().replaceAll("\\{\\{ \\$labels\\.([a-z_]+) }}", "`$1`");
  }

  static String pending(Alert<?> alert) {
    return alert.pending().isZero()
        ? "at once"
        : "when it has held for " + PromDuration.text(alert.pending());
  }

  /// In what both sides of an inhibition agree; empty for nothing.
  static String equal(Inhibition rule) {
    return rule.equal().isEmpty() ? "" : " of the same " + String.join(" and ", rule.equal());
  }

  /// What is recorded in the alert's group and asked for by it, in the group's order; what those
  /// ask for themselves is among it.
  static List<Recorded<?>> recordedFor(Alert<?> alert, AlertGroup group) {
    var needed = new ArrayDeque<Recorded<?>>();
    var asked = new StringBuilder(alert.condition().toString());
    for (Recorded<?> recorded : group.recorded().reversed()) {
      if (asks(asked, recorded)) {
        needed.addFirst(recorded);
        asked.append('\n').append(recorded.query().text());
      }
    }
    return List.copyOf(needed);
  }

  private static boolean asks(CharSequence text, Recorded<?> recorded) {
    return Pattern.compile("(?<![\\w:])" + recorded.name() + "(?![\\w:])").matcher(text).find();
  }
}

package watchbill.alerts.docs;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Inhibition;
import watchbill.alerts.Severity;
import watchbill.metrics.generated.GeneratedFile;

/// The page that an alert links to: what the code knows of it, then what a person wrote.
///
/// @param group the one that it is evaluated in
record Runbook(Alert<?> alert, AlertGroup group, Prose prose) {
  static Runbook of(Alert<?> alert, AlertGroup group) {
    return new Runbook(alert, group, Prose.of(alert.name()));
  }

  /// The page.
  GeneratedFile file() {
    return new GeneratedFile(
        "docs/runbooks/" + alert.name() + ".md",
        """
        # %s

        Made by `watchbill generate docs`; do not edit. The sections are written in
        `%s`.

        %s

        | | |
        | --- | --- |
        %s
        Its rule:

        ```promql
        %s
        ```
        %s
        %s\
        """
            .formatted(
                alert.name(),
                Prose.path(alert.name()),
                Phrases.summary(alert),
                rows(),
                alert.condition(),
                recorded(),
                prose.text()));
  }

  private String rows() {
    var labels = alert.condition().query().labels();
    return Stream.of(
            row("severity", severity(alert.severity())),
            row("owner", alert.owner().label()),
            row("fires", Phrases.pending(alert)),
            row("one alert for each", labels.isEmpty() ? "nothing: one at most" : code(labels)),
            row("board", "`/d/" + alert.view().board() + "`"),
            row("group of rules", "`" + group.name() + "`"),
            row("held back by", effects(Effects.on(alert), Inhibition::source)),
            row("holds back", effects(Effects.of(alert), Inhibition::target)))
        .collect(Collectors.joining());
  }

  private static String row(String what, String text) {
    return text.isEmpty() ? "" : "| " + what + " | " + text.replace("|", "\\|") + " |\n";
  }

  private static String effects(List<Inhibition> effects, Function<Inhibition, List<String>> side) {
    return effects.stream()
        .map(effect -> code(side.apply(effect)) + Phrases.equal(effect) + ". " + effect.why())
        .collect(Collectors.joining("<br>"));
  }

  private static String code(List<String> words) {
    return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case PAGE -> "page: act now, at night too";
      case TICKET -> "ticket: act in working hours";
      case NONE -> "none: a machine listens";
    };
  }

  private String recorded() {
    String records =
        Phrases.recordedFor(alert, group).stream()
            .map(recorded -> recorded.name() + " = " + recorded.query().text() + "\n")
            .collect(Collectors.joining());
    return records.isEmpty()
        ? ""
        : "\nIt asks for what is recorded:\n\n```promql\n" + records + "```\n";
  }
}

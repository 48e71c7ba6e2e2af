package watchbill.alerts.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import watchbill.alerts.Alert;
import watchbill.alerts.Example;
import watchbill.alerts.Links;
import watchbill.alerts.Template;
import watchbill.metrics.promql.PromDuration;

/// The examples of all alerts as promtool's unit tests
/// (<https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/>).
record PromtoolTests(List<String> ruleFiles, String evaluationInterval, List<Case> tests) {
  record Case(String name, String interval, List<Series> inputSeries, List<Check> alertRuleTest) {}

  record Series(String series, String values) {}

  record Check(String evalTime, String alertname, List<Firing> expAlerts) {}

  record Firing(Map<String, String> expLabels, Map<String, String> expAnnotations) {}

  static PromtoolTests of(String ruleFile, List<Alert<?>> alerts, Links links) {
    var cases = new ArrayList<Case>();
    for (Alert<?> alert : alerts) {
      for (Example example : alert.examples()) {
        cases.add(test(alert, example, links));
      }
    }
    return new PromtoolTests(List.of(ruleFile), "1m", cases);
  }

  private static Case test(Alert<?> alert, Example example, Links links) {
    return new Case(
        alert.name() + ": " + example.name(),
        "1m",
        example.series().stream().map(in -> new Series(series(in), in.values())).toList(),
        example.checks().stream().map(check -> check(alert, check, links)).toList());
  }

  private static Check check(Alert<?> alert, Example.Check check, Links links) {
    String at = check.at().isZero() ? "0m" : PromDuration.text(check.at());
    return new Check(
        at,
        alert.name(),
        check.firing().stream().map(labels -> firing(alert, labels, links)).toList());
  }

  private static Firing firing(Alert<?> alert, Map<String, String> series, Links links) {
    var labels = new TreeMap<>(alert.labels());
    labels.putAll(series);
    var annotations = new TreeMap<>(alert.annotations(links));
    annotations.replaceAll((_, template) -> Template.fill(template, series));
    return new Firing(labels, annotations);
  }

  private static String series(Example.Input input) {
    return input.labels().entrySet().stream()
        .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
        .collect(Collectors.joining(",", input.family() + "{", "}"));
  }
}

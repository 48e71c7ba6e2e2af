package watchbill.alerts;

import java.util.List;

/// While one alert fires, others are held back, since it is their cause
/// (<https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule>).
///
/// @param why in one sentence
/// @param source matchers of the cause, such as `alertname="AgentStuck"`
/// @param target matchers of what is held back
/// @param equal labels in which both agree
public record Inhibition(String why, List<String> source, List<String> target, List<String> equal) {
  public Inhibition {
    source = List.copyOf(source);
    target = List.copyOf(target);
    equal = List.copyOf(equal);
  }
}

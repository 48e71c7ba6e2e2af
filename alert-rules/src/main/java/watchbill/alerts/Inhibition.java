package watchbill.alerts;

import java.util.List;
import java.util.stream.Stream;

/// While one alert fires, others are held back, since it is their cause
/// (<https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule>).
///
/// @param why in one sentence
/// @param cause what has an alert of its own
/// @param effect what is held back
/// @param equal names of the labels in which both agree
public record Inhibition(String why, Selection<?> cause, Selection<?> effect, List<String> equal) {
  public Inhibition {
    equal = List.copyOf(equal);
    for (String label : equal) {
      cause.requireLabel(label);
      effect.requireLabel(label);
    }
  }

  /// The cause holds back the effect, of the same tenant, agent and whatever else is given here.
  @SafeVarargs
  @SuppressWarnings("varargs") // read only
  public static <C, E> Inhibition of(
      String why, Selection<C> cause, Selection<E> effect, Same<? super C, ? super E>... same) {
    return new Inhibition(why, cause, effect, Stream.of(same).map(Same::label).toList());
  }

  /// How Alertmanager tells the cause: `alertname="AgentStuck"` first.
  public List<String> source() {
    return cause.matches().stream().map(LabelMatch::text).toList();
  }

  /// How Alertmanager tells the effect.
  public List<String> target() {
    return effect.matches().stream().map(LabelMatch::text).toList();
  }
}

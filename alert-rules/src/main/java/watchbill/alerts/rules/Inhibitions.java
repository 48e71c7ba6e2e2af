package watchbill.alerts.rules;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import watchbill.alerts.Alert;
import watchbill.alerts.Inhibition;

/// Which alert is the cause of which.
public final class Inhibitions {
  /// The causes that rest on silence: what loops or crashes does so in an incident, too.
  private static final String SILENT = "cause=~\"agent_wait|no_tool_call|provider_wait|tool_hang\"";

  /// All of them.
  public static final List<Inhibition> ALL =
      List.of(
          new Inhibition(
              "Without NATS, what agents do is unknown.",
              List.of(is(SelfAlerts.SOURCE_DOWN), "source=\"nats\""),
              List.of(
                  any(
                      ActivityAlerts.AGENT_STUCK,
                      ActivityAlerts.HIGH_SESSION_COUNT,
                      ActivityAlerts.FLEET_INCIDENT)),
              List.of()),
          new Inhibition(
              "Agents that came to a stop together have one cause: one page for all that are silent.",
              List.of(is(ActivityAlerts.FLEET_INCIDENT)),
              List.of(is(ActivityAlerts.AGENT_STUCK), SILENT),
              List.of("tenant")),
          new Inhibition(
              "Without the API server, what happens to pods is unknown.",
              List.of(is(SelfAlerts.SOURCE_DOWN), "source=\"kubernetes\""),
              List.of(is(PodAlerts.CRASH_LOOPING)),
              List.of()),
          new Inhibition(
              "An agent whose pod keeps crashing is stuck for that cause: one page, not two.",
              List.of(is(PodAlerts.CRASH_LOOPING)),
              List.of(is(ActivityAlerts.AGENT_STUCK), "cause=~\"crash_loop|oom_killed\""),
              List.of("tenant", "agent")));

  private Inhibitions() {}

  private static String is(Alert<?> alert) {
    return "alertname=\"" + alert.name() + "\"";
  }

  private static String any(Alert<?>... alerts) {
    return Stream.of(alerts)
        .map(Alert::name)
        .collect(Collectors.joining("|", "alertname=~\"", "\""));
  }
}

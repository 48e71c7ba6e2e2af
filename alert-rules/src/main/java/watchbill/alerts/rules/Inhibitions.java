package watchbill.alerts.rules;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import watchbill.alerts.Alert;
import watchbill.alerts.Inhibition;

/// Which alert is the cause of which.
public final class Inhibitions {
  /// All of them.
  public static final List<Inhibition> ALL =
      List.of(
          new Inhibition(
              "Without NATS, what agents do is unknown.",
              List.of(is(SelfAlerts.SOURCE_DOWN), "source=\"nats\""),
              List.of(any(ActivityAlerts.AGENT_STUCK, ActivityAlerts.HIGH_SESSION_COUNT)),
              List.of()),
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

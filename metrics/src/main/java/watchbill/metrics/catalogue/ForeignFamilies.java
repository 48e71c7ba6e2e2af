package watchbill.metrics.catalogue;

import java.util.List;

/// Families of others that our boards and rules query.
public final class ForeignFamilies {
  /// Alerts that are pending or firing.
  public static final Gauge<AlertLabels> ALERTS =
      new Gauge<>(
          "ALERTS",
          Unit.NONE,
          AlertLabels.LABELS,
          "An alert that is pending or firing; always 1.",
          new Origin.Foreign("Prometheus", "2.42"));

  /// All of them.
  static final List<Family<?>> ALL = List.of(ALERTS);

  private ForeignFamilies() {}

  /// An alert, with the labels that all of ours have and those that are empty when it is about
  /// nobody in particular.
  public record AlertLabels(
      String alertname, String alertstate, String severity, String tenant, String agent)
      implements LabelSet, Has.Alert, Has.Tenant, Has.Agent {
    static final Labels<AlertLabels> LABELS =
        Labels.of(
            AlertLabels.class,
            Label.ALERTNAME,
            Label.ALERTSTATE,
            Label.SEVERITY,
            Label.TENANT,
            Label.AGENT);
  }
}

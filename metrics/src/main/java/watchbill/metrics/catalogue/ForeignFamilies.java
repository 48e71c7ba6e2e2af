package watchbill.metrics.catalogue;

import java.util.List;

/// Families of others that our boards and rules query.
public final class ForeignFamilies {
  /// Whether Prometheus could scrape a target.
  public static final Gauge<TargetLabels> UP =
      new Gauge<>(
          "up",
          Unit.NONE,
          TargetLabels.LABELS,
          "Whether the last scrape of the target worked (1).",
          new Origin.Foreign("Prometheus", "2.42"));

  /// All of them.
  static final List<Family<?>> ALL = List.of(UP);

  private ForeignFamilies() {}

  /// A target of Prometheus.
  public record TargetLabels(String job, String instance)
      implements LabelSet, Has.Job, Has.Instance {
    static final Labels<TargetLabels> LABELS =
        Labels.of(TargetLabels.class, Label.JOB, Label.INSTANCE);
  }
}

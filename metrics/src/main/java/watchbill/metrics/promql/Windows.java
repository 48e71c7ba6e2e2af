package watchbill.metrics.promql;

import java.time.Duration;

/// The windows that queries of the house use.
public final class Windows {
  /// The longest pause of the kubelet before it restarts a crashing container, so a crash loop is
  /// waiting at least once in it
  /// (<https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy>).
  public static final Window CRASH_BACKOFF = Window.of(Duration.ofMinutes(5));

  /// How long Watchbill may be away, to be restarted or moved, before what it last said is dropped.
  public static final Window RESTART = Window.of(Duration.ofMinutes(5));

  /// Ten minutes: long enough for several scrapes, short enough to resolve soon.
  public static final Window TEN_MINUTES = Window.of(Duration.ofMinutes(10));

  /// A quarter of an hour.
  public static final Window QUARTER = Window.of(Duration.ofMinutes(15));

  /// An hour.
  public static final Window HOUR = Window.of(Duration.ofHours(1));

  /// Grafana's choice for a rate: never less than four scrapes. On boards only.
  public static final Window GRAFANA_RATE = new Window("$__rate_interval");

  /// The time range that a board shows. On boards only.
  public static final Window GRAFANA_RANGE = new Window("$__range");

  private Windows() {}
}

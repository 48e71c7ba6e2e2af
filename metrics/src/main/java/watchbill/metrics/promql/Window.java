package watchbill.metrics.promql;

import java.time.Duration;

/// How far a query looks back.
///
/// @param text as PromQL, or a variable that Grafana replaces
public record Window(String text) {
  /// A fixed window.
  ///
  /// @param length whole milliseconds, at least one
  public static Window of(Duration length) {
    return new Window(PromDuration.text(length));
  }
}

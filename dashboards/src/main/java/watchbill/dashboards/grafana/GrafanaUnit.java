package watchbill.dashboards.grafana;

import watchbill.metrics.catalogue.Unit;
import watchbill.metrics.promql.Measure;

/// What Grafana calls the unit of a measure (<https://github.com/grafana/grafana>
/// `packages/grafana-data/src/valueFormats/categories.ts`).
final class GrafanaUnit {
  private GrafanaUnit() {}

  /// The unit. Where Grafana has no unit of so much in a time, the panel's title says the time.
  static String of(Measure measure) {
    boolean perSecond = measure.span() == Measure.Span.SECOND;
    return switch (measure.unit()) {
      case BYTES -> perSecond ? "Bps" : Unit.BYTES.grafana();
      case JOULES -> perSecond ? Unit.WATTS.grafana() : Unit.JOULES.grafana();
      case SECONDS -> perSecond ? Unit.NONE.grafana() : Unit.SECONDS.grafana();
      case NONE,
          TIMESTAMP_SECONDS,
          BYTES_PER_SECOND,
          TOKENS,
          USD,
          USD_PER_HOUR,
          RATIO,
          WATTS,
          CELSIUS ->
          measure.unit().grafana();
    };
  }
}

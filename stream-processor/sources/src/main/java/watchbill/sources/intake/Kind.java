package watchbill.sources.intake;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchbill.wire.otlp.Telemetry;

/// What is posted, each to its own path.
public enum Kind {
  LOGS(Telemetry.LOGS),
  METRICS(Telemetry.METRICS),
  TRACES(Telemetry.TRACES),
  /// CloudEvents.
  EVENTS(null);

  private final Optional<Telemetry> telemetry;

  Kind(@Nullable Telemetry telemetry) {
    this.telemetry = Optional.ofNullable(telemetry);
  }

  /// Which telemetry of OpenTelemetry it is; absent for events.
  Optional<Telemetry> telemetry() {
    return telemetry;
  }

  /// Its name as a label, and the end of its path.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

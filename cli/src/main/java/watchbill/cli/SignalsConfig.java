package watchbill.cli;

import watchbill.connectors.config.ConfigSection;
import watchbill.sources.nats.NatsSignals;
import watchbill.sources.nats.SignalSubjects;

/// Where verdicts are published.
///
/// @param publish whether they are at all
/// @param stream the JetStream stream that keeps them
record SignalsConfig(boolean publish, SignalSubjects subjects, String stream) {
  private static final String SUBJECT = "watchbill.signals.{tenant}.{agent}";

  /// The config of this section.
  static SignalsConfig of(ConfigSection signals) {
    return new SignalsConfig(
        signals.flag("publish", true),
        new SignalSubjects(signals.text("subject", SUBJECT)),
        signals.text("stream", NatsSignals.STREAM));
  }
}

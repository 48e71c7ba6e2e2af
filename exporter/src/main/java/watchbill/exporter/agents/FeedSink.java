package watchbill.exporter.agents;

import watchbill.core.port.SignalSink;

/// Takes the signals of a feed, whose processor may lose its memory and begin again.
public interface FeedSink extends SignalSink {
  /// The processor has lost what it knew: what it told before is void, and it tells everything
  /// anew. What is shown stays as it is until [#publish].
  void startAgain();

  /// Everything about the past has been told: it may be shown from now on.
  void publish();
}

package watchbill.exporter.agents;

import watchbill.core.port.SignalSink;

/// How signals come to whoever shows them.
public interface SignalFeed {
  /// Brings every later signal to `sink` too, which must keep to [SignalSink]'s terms.
  void subscribe(SignalSink sink);
}

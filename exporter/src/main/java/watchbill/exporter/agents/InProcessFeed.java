package watchbill.exporter.agents;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import watchbill.core.Signal;
import watchbill.core.port.SignalSink;

/// Hands signals on within this process, on the thread that gave them. Subscribe before the first
/// one comes: what came before is not kept.
public final class InProcessFeed implements SignalFeed, SignalSink {
  private final List<SignalSink> sinks = new CopyOnWriteArrayList<>();

  @Override
  public void subscribe(SignalSink sink) {
    sinks.add(sink);
  }

  @Override
  public void accept(Signal signal) {
    for (SignalSink sink : sinks) {
      sink.accept(signal);
    }
  }
}

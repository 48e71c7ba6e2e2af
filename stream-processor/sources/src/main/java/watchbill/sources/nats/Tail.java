package watchbill.sources.nats;

import java.time.Duration;
import watchbill.connectors.nats.TailItem;

/// What gives the items of a stream, one after the other: a [watchbill.connectors.nats.StreamTail].
@FunctionalInterface
public interface Tail {
  /// The next item, waiting for it at most so long.
  TailItem next(Duration patience) throws InterruptedException;
}

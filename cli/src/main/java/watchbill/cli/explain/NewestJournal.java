package watchbill.cli.explain;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import watchbill.core.Signal;
import watchbill.exporter.agents.FeedSink;

/// A journal of what a processor elsewhere tells: its signals alone, so that timelines have
/// verdicts and spend, and no calls. When the processor begins anew, the journal from before is
/// shown until the new one has caught up. [#startAgain] and [#publish] are for the feed's thread.
public final class NewestJournal implements FeedSink, Supplier<Journal> {
  private final InstantSource clock;
  private volatile Journal shown = new Journal(Bounds.ofHeap());
  private volatile @Nullable Journal next;
  private volatile boolean published;

  /// An empty journal.
  ///
  /// @param clock tells since when it is complete
  public NewestJournal(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void accept(Signal signal) {
    Journal renewed = next;
    (renewed == null ? shown : renewed).accept(signal);
  }

  @Override
  public void startAgain() {
    if (published) {
      next = new Journal(Bounds.ofHeap());
    } else {
      shown = new Journal(Bounds.ofHeap());
    }
  }

  @Override
  public void publish() {
    Journal renewed = next;
    if (renewed != null) {
      renewed.begin(clock.millis());
      shown = renewed;
      next = null;
    } else if (!published) {
      shown.begin(clock.millis());
    }
    published = true;
  }

  /// The one that is shown.
  @Override
  public Journal get() {
    return shown;
  }
}

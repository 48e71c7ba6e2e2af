package watchbill.cli;

import java.util.concurrent.atomic.LongAdder;
import watchbill.sources.nats.DeadLetter;
import watchbill.sources.nats.DeadLetters;

/// Keeps no dead letters, for where there is nowhere to keep them; it counts what is lost.
final class NoDeadLetters implements DeadLetters {
  private final LongAdder lost = new LongAdder();

  @Override
  public void park(DeadLetter letter) {
    lost.increment();
  }

  @Override
  public long kept() {
    return 0;
  }

  @Override
  public long lost() {
    return lost.sum();
  }
}

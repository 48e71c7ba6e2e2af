package watchbill.sources.intake;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import watchbill.connectors.journal.Journal;
import watchbill.connectors.journal.JournalTail;
import watchbill.connectors.nats.NatsPublisher;
import watchbill.connectors.nats.Outgoing;
import watchbill.connectors.nats.StreamPosition;
import watchbill.connectors.nats.TailItem;
import watchbill.connectors.poll.OwnThread;
import watchbill.core.AgentKey;
import watchbill.sources.nats.SubjectPattern;

/// Publishes what a journal holds to agents' stream in NATS, in order. A line leaves the journal
/// when the stream has acknowledged it; until then it is sent again, with the same message id.
public final class Forwarding implements AutoCloseable {
  private static final int AT_ONCE = 128;
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(15);

  private final Journal journal;
  private final NatsPublisher publisher;
  private final SubjectPattern subjects;
  private final JournalTail tail;
  private final OwnThread thread = new OwnThread("intake-forwarding", this::run);

  /// A forwarding that is not started yet.
  ///
  /// @param publisher used by nobody else
  /// @param subjects without wildcards
  public Forwarding(
      Journal journal, NatsPublisher publisher, SubjectPattern subjects, InstantSource clock) {
    this.journal = journal;
    this.publisher = publisher;
    this.subjects = subjects;
    this.tail =
        new JournalTail(
            journal, new StreamPosition(journal.identity(), journal.released(), 0), clock);
  }

  /// Starts its thread; may be called once.
  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    thread.close();
  }

  private void run() {
    try {
      List<TailItem.Message> some = new ArrayList<>();
      while (true) {
        if (tail.next(some.isEmpty() ? PATIENCE : Duration.ZERO)
            instanceof TailItem.Message message) {
          some.add(message);
          if (some.size() < AT_ONCE && message.pending() > 0) {
            continue;
          }
        }
        while (!some.isEmpty() && !sent(some)) {
          TimeUnit.NANOSECONDS.sleep(PATIENCE.toNanos());
        }
        some.clear();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Publishes all of these; gives whether all were acknowledged.
  private boolean sent(List<TailItem.Message> some) throws InterruptedException {
    long failed = publisher.failed();
    for (TailItem.Message message : some) {
      AgentKey agent = Intake.SUBJECTS.agentOf(message.subject());
      if (agent == null) {
        throw new IllegalStateException("a line of the journal without an agent");
      }
      String subject = subjects.subjectOf(agent).orElseThrow();
      String id =
          Journal.STREAM
              + "-"
              + message.position().stream().createdMillis()
              + "-"
              + message.sequence();
      if (!publisher.publish(Outgoing.of(subject, id, message.data()), PATIENCE)) {
        return false;
      }
    }
    if (!publisher.flush(ACKNOWLEDGED_WITHIN) || publisher.failed() != failed) {
      return false;
    }
    journal.release(some.getLast().sequence());
    return true;
  }
}

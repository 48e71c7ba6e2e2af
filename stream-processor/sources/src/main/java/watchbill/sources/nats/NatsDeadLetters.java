package watchbill.sources.nats;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import watchbill.connectors.nats.NatsLink;
import watchbill.connectors.nats.NatsPublisher;
import watchbill.connectors.nats.Outgoing;
import watchbill.connectors.nats.StreamSpec;
import watchbill.connectors.nats.TailItem;
import watchbill.core.AgentKey;

/// Keeps rejected messages on `watchbill.deadletter.TENANT.AGENT`, with the reason and the place of
/// the message in headers. The stream `WATCHBILL_DEADLETTERS` is created when it is missing; it
/// keeps a week, and at most 1 GiB.
///
/// A message that is read again after a restart is the same letter: within two minutes it is kept
/// once.
public final class NatsDeadLetters implements DeadLetters {
  /// The beginning of the subject of each letter; tenant and agent follow.
  public static final String SUBJECT_PREFIX = "watchbill.deadletter.";

  private static final StreamSpec STREAM =
      new StreamSpec(
          "WATCHBILL_DEADLETTERS",
          List.of(SUBJECT_PREFIX + ">"),
          true,
          Duration.ofDays(7),
          1L << 30,
          Duration.ZERO);
  private static final int IN_FLIGHT = 256;
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofSeconds(10);
  private static final String NOBODY = "unknown.unknown";

  private final NatsPublisher publisher;
  private final LongAdder unsent = new LongAdder();

  /// Letters that go over this link.
  public NatsDeadLetters(NatsLink link) {
    publisher = new NatsPublisher(link, IN_FLIGHT, ACKNOWLEDGE_WITHIN, STREAM);
  }

  @Override
  public void park(DeadLetter letter) throws InterruptedException {
    TailItem.Message message = letter.message();
    AgentKey agent = letter.agent();
    String whose = agent == null ? NOBODY : agent.tenant() + "." + agent.agent();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Watchbill-Reason", letter.why().reason().label());
    headers.put("Watchbill-Detail", letter.why().detail());
    headers.put("Watchbill-Stream", letter.stream());
    headers.put("Watchbill-Sequence", Long.toString(message.sequence()));
    String id = letter.stream() + "-" + message.sequence() + "-" + message.storedAtMillis();
    Outgoing outgoing = new Outgoing(SUBJECT_PREFIX + whose, id, headers, message.data());
    if (!publisher.publish(outgoing, PATIENCE)) {
      unsent.increment();
    }
  }

  @Override
  public long kept() {
    return publisher.acknowledged();
  }

  @Override
  public long lost() {
    return unsent.sum() + publisher.failed();
  }

  /// Waits until the letters on their way have arrived, at most so long; gives whether they have.
  public boolean flush(Duration patience) throws InterruptedException {
    return publisher.flush(patience);
  }
}

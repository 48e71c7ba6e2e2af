package watchbill.cli;

import java.io.PrintWriter;
import java.time.Duration;
import watchbill.connectors.nats.NatsConfig;
import watchbill.connectors.nats.NatsLink;
import watchbill.connectors.nats.NatsPublisher;
import watchbill.connectors.nats.Outgoing;
import watchbill.connectors.nats.StreamSpec;
import watchbill.core.Activity;
import watchbill.core.AgentKey;
import watchbill.wire.EventSource;
import watchbill.wire.EventWriter;

/// Plays a recording to a NATS server, as its agents would have: each event on the subject of its
/// agent, in the stream that `watchbill run` reads by default.
final class NatsReplay implements ReplayTarget {
  private static final int IN_FLIGHT = 1_024;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration KEPT = Duration.ofDays(14);

  private final EventWriter writer = new EventWriter();
  private final NatsLink link;
  private final NatsPublisher publisher;
  private long sent;

  NatsReplay(String url) {
    link = new NatsLink(NatsConfig.of(url), _ -> {});
    link.start();
    publisher =
        new NatsPublisher(
            link,
            IN_FLIGHT,
            PATIENCE,
            StreamSpec.created(ActivityConfig.STREAM, KEPT, "agents.*.*.activity"));
  }

  @Override
  public void take(Activity activity) throws InterruptedException {
    AgentKey agent = activity.agent();
    byte[] event = writer.write(activity.id(), EventSource.of(agent), activity.event());
    String subject = "agents." + agent.tenant() + "." + agent.agent() + ".activity";
    if (!publisher.publish(Outgoing.of(subject, subject + "/" + activity.id(), event), PATIENCE)) {
      throw new IllegalStateException(
          "nats: want a server that takes event %,d within %d s, have %s"
              .formatted(sent + 1, PATIENCE.toSeconds(), link.state()));
    }
    sent++;
  }

  @Override
  public void finish() throws InterruptedException {
    boolean arrived = publisher.flush(PATIENCE);
    if (!arrived || publisher.failed() > 0) {
      throw new IllegalStateException(
          "nats: want %,d events acknowledged, have %,d; %s"
              .formatted(sent, publisher.acknowledged(), publisher.lastFailure()));
    }
  }

  @Override
  public void summarise(PrintWriter out) {
    out.printf("  %,d events published to stream %s%n", sent, ActivityConfig.STREAM);
  }

  @Override
  public void close() {
    link.close();
  }
}

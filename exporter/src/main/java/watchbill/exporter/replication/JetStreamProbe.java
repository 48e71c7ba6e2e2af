package watchbill.exporter.replication;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import watchbill.connectors.nats.JetStreamLook;
import watchbill.connectors.nats.JetStreamReport;
import watchbill.connectors.nats.StreamReport;

/// Looks at the copies of JetStream's streams, as their leaders describe them: each stream's
/// servers, as `STREAM/SERVER`, and the streams that copy another, as `STREAM/mirror:COPY` and
/// `STREAM/source:COPY`. Streams are the store's partitions. What consumers have before them is
/// shown as the bus.
public final class JetStreamProbe implements StoreProbe {
  private final JetStreamLook jetStream;

  /// A probe of what this looks at.
  public JetStreamProbe(JetStreamLook jetStream) {
    this.jetStream = jetStream;
  }

  @Override
  public StoreReport look(long nowMillis) throws IOException {
    return report(jetStream.look(), nowMillis);
  }

  static StoreReport report(JetStreamReport report, long nowMillis) {
    List<Replica> replicas = new ArrayList<>();
    long underReplicated = 0;
    long offline = 0;
    for (StreamReport stream : report.streams()) {
      boolean leaderless = stream.wanted() > 1 && stream.leader().isEmpty();
      offline += leaderless ? 1 : 0;
      underReplicated += inSync(stream) < stream.wanted() ? 1 : 0;
      if (!stream.leader().isEmpty()) {
        replicas.add(
            Replica.of(stream.name() + "/" + stream.leader(), Role.LEADER)
                .inSync(true)
                .seen(nowMillis));
      }
      stream.copies().forEach(copy -> replicas.add(copyOf(stream, copy, nowMillis)));
      stream.origins().forEach(origin -> replicas.add(copyIn(stream, origin, nowMillis)));
    }
    return new StoreReport(
        replicas,
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        List.of(),
        Optional.of(new StoreReport.Partitions(report.streams().size(), underReplicated, offline)),
        List.of());
  }

  /// A stream of one copy alone has no cluster to speak of.
  private static long inSync(StreamReport stream) {
    long copies = stream.copies().stream().filter(JetStreamProbe::isInSync).count();
    return copies + (stream.leader().isEmpty() && stream.wanted() > 1 ? 0 : 1);
  }

  private static boolean isInSync(StreamReport.Copy copy) {
    return copy.current() && !copy.offline();
  }

  private static Replica copyOf(StreamReport stream, StreamReport.Copy copy, long nowMillis) {
    Replica replica =
        Replica.of(stream.name() + "/" + copy.server(), Role.FOLLOWER)
            .inSync(isInSync(copy))
            .lagMessages(copy.lag());
    return copy.activeMillisAgo() < 0 ? replica : replica.seen(nowMillis - copy.activeMillisAgo());
  }

  /// This stream as a copy in the words of the one that it copies.
  private static Replica copyIn(
      StreamReport copy, StreamReport.StreamOrigin origin, long nowMillis) {
    String how = origin.mirror() ? "/mirror:" : "/source:";
    Replica replica =
        Replica.of(origin.name() + how + copy.name(), Role.FOLLOWER)
            .inSync(origin.lag() == 0)
            .lagMessages(origin.lag());
    return origin.activeMillisAgo() < 0
        ? replica
        : replica.seen(nowMillis - origin.activeMillisAgo());
  }
}

package watchbill.connectors.nats;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.AccountLimits;
import io.nats.client.api.AccountStatistics;
import io.nats.client.api.AccountTier;
import io.nats.client.api.ClusterInfo;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.MirrorInfo;
import io.nats.client.api.Replica;
import io.nats.client.api.SourceInfo;
import io.nats.client.api.StreamInfo;
import java.io.IOException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks at the streams and consumers of an account by JetStream's own interface. It is answered by
/// the leader of each; the pages of single servers also tell what followers believe, which may be
/// wrong for hours (nats-io/nats-server#8140).
///
/// One thread.
public final class JetStreamLook {
  private static final int MOST_STREAMS = 256;
  private static final int MOST_CONSUMERS = 1_024;

  private final NatsLink link;
  private final Set<String> streams;

  /// A look over this link.
  ///
  /// @param streams those that are looked at; all when empty
  public JetStreamLook(NatsLink link, Set<String> streams) {
    this.link = link;
    this.streams = Set.copyOf(streams);
  }

  /// How it stands now.
  ///
  /// @throws IOException when the server does not say; one line of why
  public JetStreamReport look() throws IOException {
    Connection connection = link.connection();
    if (connection == null) {
      throw new IOException(link.state().why());
    }
    try {
      return look(connection.jetStreamManagement());
    } catch (JetStreamApiException e) {
      throw new IOException("jetstream: " + e.getMessage(), e);
    }
  }

  private JetStreamReport look(JetStreamManagement server)
      throws IOException, JetStreamApiException {
    List<StreamReport> reports = new ArrayList<>();
    List<ConsumerReport> consumers = new ArrayList<>();
    int leftOut = 0;
    for (StreamInfo info : server.getStreams()) {
      String name = info.getConfiguration().getName();
      if (!streams.isEmpty() && !streams.contains(name)) {
        continue;
      }
      if (reports.size() == MOST_STREAMS) {
        leftOut++;
        continue;
      }
      reports.add(read(info));
      if (info.getStreamState().getConsumerCount() > 0) {
        for (ConsumerInfo consumer : server.getConsumers(name)) {
          if (consumers.size() == MOST_CONSUMERS) {
            leftOut++;
          } else {
            consumers.add(read(consumer));
          }
        }
      }
    }
    return new JetStreamReport(read(server.getAccountStatistics()), reports, consumers, leftOut);
  }

  private static StreamReport read(StreamInfo info) {
    ClusterInfo cluster = info.getClusterInfo();
    List<StreamReport.Copy> copies = new ArrayList<>();
    if (cluster != null && cluster.getReplicas() != null) {
      for (Replica copy : cluster.getReplicas()) {
        copies.add(
            new StreamReport.Copy(
                copy.getName(),
                copy.isCurrent(),
                copy.isOffline(),
                copy.getLag(),
                millis(copy.getActive())));
      }
    }
    List<StreamReport.StreamOrigin> origins = new ArrayList<>();
    MirrorInfo mirror = info.getMirrorInfo();
    if (mirror != null) {
      origins.add(
          new StreamReport.StreamOrigin(
              mirror.getName(), true, mirror.getLag(), millis(mirror.getActive())));
    }
    List<SourceInfo> sources = info.getSourceInfos();
    if (sources != null) {
      for (SourceInfo source : sources) {
        origins.add(
            new StreamReport.StreamOrigin(
                source.getName(), false, source.getLag(), millis(source.getActive())));
      }
    }
    return new StreamReport(
        info.getConfiguration().getName(),
        info.getStreamState().getMsgCount(),
        info.getStreamState().getByteCount(),
        info.getConfiguration().getMaxBytes(),
        info.getConfiguration().getReplicas(),
        cluster == null || cluster.getLeader() == null ? "" : cluster.getLeader(),
        copies,
        origins);
  }

  private static ConsumerReport read(ConsumerInfo info) {
    ConsumerConfiguration config = info.getConsumerConfiguration();
    String durable = config.getDurable();
    return new ConsumerReport(
        info.getStreamName(),
        info.getName(),
        durable != null && !durable.isEmpty(),
        info.getNumPending(),
        info.getNumAckPending(),
        info.getRedelivered(),
        info.getNumWaiting(),
        millis(config.getAckWait()),
        config.getMaxAckPending(),
        epochMillis(info.getDelivered() == null ? null : info.getDelivered().getLastActive()));
  }

  /// An account with tiers has its limits in them, one for each number of copies.
  private static AccountReport read(AccountStatistics account) {
    List<AccountLimits> limits = new ArrayList<>();
    for (AccountTier tier : account.getTiers().values()) {
      limits.add(tier.getLimits());
    }
    if (limits.isEmpty()) {
      limits.add(account.getLimits());
    }
    return new AccountReport(
        account.getStorage(),
        sum(limits.stream().map(AccountLimits::getMaxStorage).toList()),
        account.getMemory(),
        sum(limits.stream().map(AccountLimits::getMaxMemory).toList()));
  }

  /// Without limit when one of them is; 0 also stands for none in the server's answers.
  private static long sum(List<Long> limits) {
    long sum = 0;
    for (long limit : limits) {
      if (limit <= 0) {
        return -1;
      }
      sum += limit;
    }
    return sum;
  }

  private static long millis(@Nullable Duration time) {
    return time == null || time.isNegative() ? -1 : time.toMillis();
  }

  private static long epochMillis(@Nullable ZonedDateTime time) {
    return time == null || time.getYear() < 1970 ? -1 : time.toInstant().toEpochMilli();
  }
}

package watchbill.exporter.replication;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import watchbill.connectors.access.Access;
import watchbill.connectors.kafka.KafkaCluster;
import watchbill.connectors.kafka.KafkaState;
import watchbill.connectors.kafka.KafkaState.Group;
import watchbill.connectors.kafka.KafkaState.Place;
import watchbill.connectors.kafka.Sasl;
import watchbill.exporter.replication.StoreReport.Partitions;

/// Looks at a Kafka cluster: its partitions, its brokers, and what groups of readers have still to
/// read. How long that has waited is worked out from where the partitions ended at former looks.
public final class KafkaProbe implements StoreProbe {
  private static final int MOST_BACKLOGS = 2_000;
  private static final long FORGET_AFTER_MILLIS = TimeUnit.MINUTES.toMillis(15);
  private static final double MILLIS_PER_SECOND = 1_000;

  private final KafkaCluster cluster;
  private final Pattern groups;
  private final Map<Partition, PositionHistory> ends = new HashMap<>();

  /// A probe of the cluster of these brokers.
  ///
  /// @param mechanism of SASL, where there is a password
  /// @param groups what the names of the groups match that are looked at
  public KafkaProbe(List<Access> brokers, Sasl mechanism, Pattern groups) {
    this.cluster = new KafkaCluster(brokers, mechanism);
    this.groups = groups;
  }

  @Override
  public StoreReport look(long nowMillis) throws IOException, InterruptedException {
    return report(cluster.state(groups.asMatchPredicate()), nowMillis);
  }

  /// What a state comes to that was seen at this time, after those before it.
  StoreReport report(KafkaState state, long nowMillis) {
    see(state, nowMillis);
    List<Replica> brokers =
        state.brokers().stream()
            .map(broker ->
                Replica.of(Integer.toString(broker.id()), Role.UNKNOWN)
                    .answering(broker.lives())
                    .inSync(broker.lives() && broker.lacking() == 0))
            .toList();
    List<Backlog> backlogs = new ArrayList<>();
    state.groups().forEach(group -> addBacklogs(group, nowMillis, backlogs));
    return new StoreReport(
        brokers,
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        List.of(),
        Optional.of(new Partitions(state.partitions(), state.underReplicated(), state.offline())),
        backlogs);
  }

  /// Remembers the ends of the partitions that somebody reads, and after a while forgets those that
  /// nobody reads any more; one whose leader changes is missing only for a moment.
  private void see(KafkaState state, long nowMillis) {
    Set<Partition> read = new HashSet<>();
    for (Group group : state.groups()) {
      for (Place place : group.places()) {
        Partition partition = new Partition(place.topic(), place.partition());
        if (read.add(partition)) {
          ends.computeIfAbsent(partition, _ -> new PositionHistory()).see(place.end(), nowMillis);
        }
      }
    }
    ends.values().removeIf(history -> nowMillis - history.lastMillis() > FORGET_AFTER_MILLIS);
  }

  private void addBacklogs(Group group, long nowMillis, List<Backlog> to) {
    Map<String, Sum> topics = new TreeMap<>();
    for (Place place : group.places()) {
      PositionHistory history = ends.get(new Partition(place.topic(), place.partition()));
      OptionalLong millis =
          history == null ? OptionalLong.empty() : history.lagMillis(place.committed(), nowMillis);
      topics
          .computeIfAbsent(place.topic(), _ -> new Sum())
          .add(place.end() - place.committed(), millis);
    }
    topics.forEach((topic, sum) -> {
      if (to.size() < MOST_BACKLOGS) {
        to.add(sum.backlog(group, topic));
      }
    });
  }

  @Override
  public void close() {
    cluster.close();
  }

  private record Partition(String topic, int number) {}

  /// What a group has still to read of the partitions of a topic.
  private static final class Sum {
    private long messages;
    private long most;
    private long mostMillis;
    private boolean unknown;

    void add(long lag, OptionalLong millis) {
      messages += lag;
      most = Math.max(most, lag);
      mostMillis = Math.max(mostMillis, millis.orElse(0));
      unknown |= millis.isEmpty();
    }

    /// A partition of which the time is not known yet makes it unknown for all, unless another has
    /// waited already.
    Backlog backlog(Group group, String topic) {
      OptionalInt members = group.members(topic);
      return new Backlog(
          group.name(),
          topic,
          OptionalLong.of(messages),
          OptionalLong.of(most),
          unknown && mostMillis == 0
              ? OptionalDouble.empty()
              : OptionalDouble.of(mostMillis / MILLIS_PER_SECOND),
          members.isEmpty() ? OptionalLong.empty() : OptionalLong.of(members.getAsInt()));
    }
  }
}

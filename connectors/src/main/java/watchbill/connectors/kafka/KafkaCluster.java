package watchbill.connectors.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.access.Access;
import watchbill.connectors.kafka.KafkaState.Broker;
import watchbill.connectors.kafka.KafkaState.Group;
import watchbill.connectors.kafka.KafkaState.Place;

/// One Kafka cluster, asked by an admin client that is made at the first question. It needs the
/// right `Describe` on the cluster, and on those topics and groups that are to be seen. One thread.
public final class KafkaCluster implements AutoCloseable {
  private static final int MOST_GROUPS = 500;
  private static final int MOST_PARTITIONS = 20_000;

  private final KafkaLogin login;
  private @Nullable Admin admin;

  /// The cluster of these brokers, one of which suffices.
  ///
  /// @param mechanism of SASL, where there is a password
  public KafkaCluster(List<Access> brokers, Sasl mechanism) {
    this.login = new KafkaLogin(List.copyOf(brokers), mechanism);
  }

  /// How the cluster is now.
  ///
  /// @param groups which groups of readers are asked for; at most 500, by name
  /// @throws IOException when there is no answer, in one line without the password
  public KafkaState state(Predicate<String> groups) throws IOException, InterruptedException {
    try {
      Admin client = client();
      Set<Integer> living = new HashSet<>();
      await(client.describeCluster().nodes()).forEach(node -> living.add(node.id()));
      Topics topics = new Topics();
      Set<String> names =
          await(client.listTopics(new ListTopicsOptions().listInternal(true)).names());
      await(client.describeTopics(names).allTopicNames()).values().forEach(topics::add);
      return new KafkaState(
          topics.brokers(living),
          topics.partitions,
          topics.underReplicated,
          topics.offline,
          groups(client, groups, topics.readable));
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw login.brokers().getFirst().failure(e);
    }
  }

  private Admin client() {
    Admin made = admin;
    if (made == null) {
      made = Admin.create(login.properties());
      admin = made;
    }
    return made;
  }

  private List<Group> groups(Admin client, Predicate<String> wanted, Set<TopicPartition> readable)
      throws ExecutionException, TimeoutException, InterruptedException {
    List<String> names =
        await(client.listGroups(ListGroupsOptions.forConsumerGroups()).valid()).stream()
            .map(GroupListing::groupId)
            .filter(wanted)
            .sorted()
            .limit(MOST_GROUPS)
            .toList();
    if (names.isEmpty()) {
      return List.of();
    }
    Map<String, KafkaFuture<ConsumerGroupDescription>> described =
        client.describeConsumerGroups(names).describedGroups();
    Map<String, Map<TopicPartition, Long>> committed = committed(client, names, readable);
    Set<TopicPartition> asked = new HashSet<>();
    committed.values().forEach(places -> asked.addAll(places.keySet()));
    Map<TopicPartition, Long> ends = ends(client, asked);
    List<Group> groups = new ArrayList<>();
    for (String name : names) {
      List<Place> places = new ArrayList<>();
      committed
          .getOrDefault(name, Map.of())
          .forEach((at, offset) -> {
            Long end = ends.get(at);
            if (end != null) {
              places.add(new Place(at.topic(), at.partition(), offset, Math.max(end, offset)));
            }
          });
      groups.add(group(name, described.get(name), places));
    }
    return groups;
  }

  private Group group(
      String name, @Nullable KafkaFuture<ConsumerGroupDescription> described, List<Place> places)
      throws TimeoutException, InterruptedException {
    Map<String, Integer> members = new HashMap<>();
    if (described == null) {
      return new Group(name, members, false, places);
    }
    try {
      for (MemberDescription member : await(described).members()) {
        Set<String> topics = new HashSet<>();
        member.assignment().topicPartitions().forEach(at -> topics.add(at.topic()));
        topics.forEach(topic -> members.merge(topic, 1, Integer::sum));
      }
      return new Group(name, members, true, places);
    } catch (ExecutionException _) { // we may not, or the group has just gone
      return new Group(name, Map.of(), false, places);
    }
  }

  /// Where the groups are, as far as we may know it.
  private Map<String, Map<TopicPartition, Long>> committed(
      Admin client, List<String> names, Set<TopicPartition> readable)
      throws TimeoutException, InterruptedException {
    Map<String, ListConsumerGroupOffsetsSpec> specs = new HashMap<>();
    names.forEach(name -> specs.put(name, new ListConsumerGroupOffsetsSpec()));
    ListConsumerGroupOffsetsResult answer = client.listConsumerGroupOffsets(specs);
    Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
    int rest = MOST_PARTITIONS;
    for (String name : names) {
      try {
        Map<TopicPartition, Long> places = new HashMap<>();
        for (Map.Entry<TopicPartition, @Nullable OffsetAndMetadata> each :
            await(answer.partitionsToOffsetAndMetadata(name)).entrySet()) {
          OffsetAndMetadata offset = each.getValue();
          if (offset != null && readable.contains(each.getKey()) && rest-- > 0) {
            places.put(each.getKey(), offset.offset());
          }
        }
        committed.put(name, places);
      } catch (ExecutionException _) { // we may not, or the group has just gone
        committed.put(name, Map.of());
      }
    }
    return committed;
  }

  private Map<TopicPartition, Long> ends(Admin client, Collection<TopicPartition> partitions)
      throws TimeoutException, InterruptedException {
    Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
    partitions.forEach(partition -> specs.put(partition, OffsetSpec.latest()));
    ListOffsetsResult answer = client.listOffsets(specs);
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (TopicPartition partition : partitions) {
      try {
        ends.put(partition, await(answer.partitionResult(partition)).offset());
      } catch (ExecutionException _) { // its leader has just gone
        ends.remove(partition);
      }
    }
    return ends;
  }

  private <T> T await(KafkaFuture<T> future)
      throws ExecutionException, TimeoutException, InterruptedException {
    return future.get(2L * login.brokers().getFirst().patienceMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    Admin made = admin;
    if (made != null) {
      made.close(Duration.ofSeconds(1));
    }
  }

  /// What the descriptions of topics come to.
  private static final class Topics {
    private final Map<Integer, Long> lacking = new HashMap<>();
    private final Set<TopicPartition> readable = new HashSet<>();
    private long partitions;
    private long underReplicated;
    private long offline;

    void add(TopicDescription topic) {
      topic
          .partitions()
          .forEach(partition -> {
            partitions++;
            underReplicated += partition.isr().size() < partition.replicas().size() ? 1 : 0;
            if (partition.leader() == null || partition.leader().isEmpty()) {
              offline++;
            } else {
              readable.add(new TopicPartition(topic.name(), partition.partition()));
            }
            for (Node replica : partition.replicas()) {
              long lacks = partition.isr().contains(replica) ? 0 : 1;
              lacking.merge(replica.id(), lacks, Long::sum);
            }
          });
    }

    List<Broker> brokers(Set<Integer> living) {
      Set<Integer> all = new HashSet<>(living);
      all.addAll(lacking.keySet());
      return all.stream()
          .sorted()
          .map(id -> new Broker(id, living.contains(id), lacking.getOrDefault(id, 0L)))
          .toList();
    }
  }
}

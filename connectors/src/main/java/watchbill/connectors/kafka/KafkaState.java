package watchbill.connectors.kafka;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// How a Kafka cluster is, as its brokers say.
///
/// @param brokers those that live, or that hold copies
/// @param partitions how many there are that we may see
/// @param underReplicated those with a copy that is not in sync
/// @param offline those without a leader
/// @param groups the groups of readers that were asked for
public record KafkaState(
    List<Broker> brokers, long partitions, long underReplicated, long offline, List<Group> groups) {
  public KafkaState {
    brokers = List.copyOf(brokers);
    groups = List.copyOf(groups);
  }

  /// A broker.
  ///
  /// @param lives whether the cluster has it now
  /// @param lacking how many partitions it holds a copy of that is not in sync
  public record Broker(int id, boolean lives, long lacking) {}

  /// A group of readers.
  ///
  /// @param members how many members read each topic now; a topic that nobody reads is not there
  /// @param membersKnown whether that could be asked
  /// @param places where it is
  public record Group(
      String name, Map<String, Integer> members, boolean membersKnown, List<Place> places) {
    public Group {
      members = Map.copyOf(members);
      places = List.copyOf(places);
    }

    /// How many members read the topic now.
    public OptionalInt members(String topic) {
      return membersKnown ? OptionalInt.of(members.getOrDefault(topic, 0)) : OptionalInt.empty();
    }
  }

  /// Where a group is in a partition.
  ///
  /// @param committed the offset that it will read next
  /// @param end the offset that will be written next
  public record Place(String topic, int partition, long committed, long end) {}
}

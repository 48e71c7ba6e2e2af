package watchbill.connectors.kafka;

import java.util.Optional;

/// A Kafka cluster and one topic of it, as its brokers say.
///
/// @param brokers how many there are
/// @param topic absent when there is none of this name
public record TopicReport(int brokers, Optional<Topic> topic) {
  /// A topic.
  ///
  /// @param copies of its partition with the fewest
  /// @param leastCopies how many of them have to have stored a message before it counts as stored;
  ///   1 when we may not know
  /// @param cleanup its `cleanup.policy`; empty when we may not know
  /// @param readable whether we may read it; true where the cluster asks nobody
  /// @param writable whether we may write to it
  public record Topic(
      int partitions,
      int copies,
      int leastCopies,
      String cleanup,
      boolean readable,
      boolean writable) {}
}

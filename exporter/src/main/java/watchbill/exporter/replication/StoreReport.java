package watchbill.exporter.replication;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// How a replicated store is at one moment. What is unknown is absent.
///
/// @param replicas its copies, the leader's included
/// @param leaders how many of those that answer take writes; 1 is right
/// @param inSync how many copies hold all that was written, the leader's included
/// @param wanted how many of these there should be
/// @param retentions what the leader keeps for copies that have not fetched it
/// @param partitions of a store that has some, each with copies of its own
/// @param backlogs of those that read from it
public record StoreReport(
    List<Replica> replicas,
    OptionalInt leaders,
    OptionalInt inSync,
    OptionalInt wanted,
    List<Retention> retentions,
    Optional<Partitions> partitions,
    List<Backlog> backlogs) {
  public StoreReport {
    replicas = List.copyOf(replicas);
    retentions = List.copyOf(retentions);
    backlogs = List.copyOf(backlogs);
  }

  /// The report of a store that consists of copies, and nothing else.
  public static StoreReport of(
      List<Replica> replicas, OptionalInt leaders, OptionalInt inSync, OptionalInt wanted) {
    return new StoreReport(
        replicas, leaders, inSync, wanted, List.of(), Optional.empty(), List.of());
  }

  /// The same with these retentions.
  public StoreReport keeping(List<Retention> kept) {
    return new StoreReport(replicas, leaders, inSync, wanted, kept, partitions, backlogs);
  }

  /// What the leader keeps for one copy.
  ///
  /// @param slot its name
  /// @param active whether somebody fetches it now
  /// @param bytes how much is kept; absent when unknown
  public record Retention(String slot, boolean active, OptionalLong bytes) {}

  /// How the partitions of a store are.
  ///
  /// @param all how many there are
  /// @param underReplicated those with a copy that is not in sync
  /// @param offline those without a leader, which nobody can read or write
  public record Partitions(long all, long underReplicated, long offline) {}
}

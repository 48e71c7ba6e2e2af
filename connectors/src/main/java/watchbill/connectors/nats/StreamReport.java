package watchbill.connectors.nats;

import java.util.List;

/// A stream of JetStream as its leader describes it.
///
/// @param messages how many it holds
/// @param bytes that they take
/// @param maxBytes how many they may take; -1 where there is no limit
/// @param wanted how many copies of it there are to be
/// @param leader the server that leads it; empty when there is none, or no cluster
/// @param copies its other copies, if it has any
/// @param origins the streams that it copies from: its mirror's or its sources
public record StreamReport(
    String name,
    long messages,
    long bytes,
    long maxBytes,
    int wanted,
    String leader,
    List<Copy> copies,
    List<StreamOrigin> origins) {
  public StreamReport {
    copies = List.copyOf(copies);
    origins = List.copyOf(origins);
  }

  /// A copy that follows the leader.
  ///
  /// @param server its name
  /// @param current whether it has all that the leader has
  /// @param offline whether its server is gone
  /// @param lag how many operations it is behind
  /// @param activeMillisAgo when it was last heard of, in milliseconds before the report
  public record Copy(
      String server, boolean current, boolean offline, long lag, long activeMillisAgo) {}

  /// A stream that this one copies from.
  ///
  /// @param name of that stream
  /// @param mirror whether this one is its mirror; else it is one of several sources
  /// @param lag how many messages this one is behind
  /// @param activeMillisAgo when something last came from there, in milliseconds before the report;
  ///   -1 when nothing ever did
  public record StreamOrigin(String name, boolean mirror, long lag, long activeMillisAgo) {}
}

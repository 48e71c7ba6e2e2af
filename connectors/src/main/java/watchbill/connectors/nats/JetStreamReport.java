package watchbill.connectors.nats;

import java.util.List;

/// An account's streams and consumers at one moment.
///
/// @param leftOut streams and consumers beyond the most that are looked at
public record JetStreamReport(
    AccountReport account,
    List<StreamReport> streams,
    List<ConsumerReport> consumers,
    int leftOut) {
  public JetStreamReport {
    streams = List.copyOf(streams);
    consumers = List.copyOf(consumers);
  }
}

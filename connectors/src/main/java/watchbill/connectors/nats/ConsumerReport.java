package watchbill.connectors.nats;

/// A consumer of JetStream as its leader describes it.
///
/// @param pending messages that it was not given so far
/// @param unacknowledged messages that it was given and has not acknowledged
/// @param redelivered those of them that it was given more than once
/// @param waiting requests of its clients for messages
/// @param ackWaitMillis after which a message that is not acknowledged is given again
/// @param maxUnacknowledged how many may be unacknowledged before no more is given; -1 without
///   limit
/// @param deliveredAtMillis when it was last given a message, in milliseconds since the epoch; -1
///   when never
/// @param durable whether it outlives its clients
public record ConsumerReport(
    String stream,
    String name,
    boolean durable,
    long pending,
    long unacknowledged,
    long redelivered,
    long waiting,
    long ackWaitMillis,
    long maxUnacknowledged,
    long deliveredAtMillis) {}

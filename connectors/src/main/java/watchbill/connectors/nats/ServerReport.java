package watchbill.connectors.nats;

/// A server of NATS as its monitoring page describes it.
///
/// @param name of the server
/// @param connections that are open
/// @param maxConnections that may be open
/// @param slowConsumers connections that it has closed since its start because they read too slowly
/// @param subscriptions that it knows
/// @param memoryBytes that its process holds
public record ServerReport(
    String name,
    long connections,
    long maxConnections,
    long slowConsumers,
    long subscriptions,
    long memoryBytes) {}

package watchbill.connectors.kubernetes;

/// What the disruption controller counted last.
///
/// @param allowed pods that may be evicted now
/// @param healthy pods that are
/// @param desiredHealthy pods that must stay so
/// @param expected pods that there should be
public record BudgetStatus(int allowed, int healthy, int desiredHealthy, int expected) {}

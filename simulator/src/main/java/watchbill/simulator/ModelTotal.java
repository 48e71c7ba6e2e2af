package watchbill.simulator;

import watchbill.core.AgentKey;
import watchbill.core.Usage;

/// What one agent truly consumed of one model: each response counted once.
///
/// @param responses distinct responses
public record ModelTotal(
    AgentKey agent, String provider, String model, Usage usage, long responses) {
  /// This and one more report of a response, of which `known` was counted before.
  ModelTotal plus(Usage report, Usage known, boolean isNew) {
    return new ModelTotal(
        agent,
        provider,
        model,
        usage.plus(known.max(report).minus(known)),
        responses + (isNew ? 1 : 0));
  }
}

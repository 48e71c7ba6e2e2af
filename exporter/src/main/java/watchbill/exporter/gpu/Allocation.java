package watchbill.exporter.gpu;

import org.jspecify.annotations.Nullable;
import watchbill.metrics.catalogue.AgentLabels;

/// Whose a GPU or a MIG instance is.
///
/// @param agent null when it is not one agent's, or that is not known
/// @param held whether it is certain that some pod holds it
record Allocation(AllocationMethod method, @Nullable AgentLabels agent, boolean held) {
  static final Allocation UNKNOWN = new Allocation(AllocationMethod.UNKNOWN, null, false);
}

package watchbill.cli.explain;

import org.jspecify.annotations.Nullable;
import watchbill.core.AgentActivity;
import watchbill.core.AgentKey;

/// What one agent is doing, in a list of many.
///
/// @param activity null when it was never told
/// @param sinceMillis since when, in milliseconds since the epoch
/// @param charge what stands against it; null when nothing
record Standing(
    AgentKey agent,
    String role,
    @Nullable AgentActivity activity,
    long sinceMillis,
    @Nullable Charge charge) {}

package watchbill.simulator.story;

import org.jspecify.annotations.Nullable;

/// What all agents of a fleet share.
///
/// @param startMillis the fleet's start in milliseconds since the epoch
/// @param outage when a provider goes away; null when none ever does
/// @param duplicates what is reported more than once
public record Setting(
    long startMillis, Pace pace, @Nullable ProviderOutage outage, Duplicates duplicates) {}

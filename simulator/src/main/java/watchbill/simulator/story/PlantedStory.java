package watchbill.simulator.story;

import watchbill.core.AgentKey;

/// A story that was planted, and what a watcher should say of it: that, and nothing else, and not
/// before it began; a verdict should end soon after it.
///
/// Times are in milliseconds since the epoch.
///
/// @param fromMillis when it began
/// @param untilMillis when it was over
/// @param sinceMillis when the last thing happened that a watcher has to know
/// @param limitMillis for how long nothing else has to happen after that until it is surely
///   trouble; [#NEVER] when it never is
/// @param what what happens, for a person
public record PlantedStory(
    AgentKey agent,
    TroubleKind kind,
    long fromMillis,
    long untilMillis,
    long sinceMillis,
    long limitMillis,
    String what) {
  /// The limit of what nobody has to find.
  public static final long NEVER = Long.MAX_VALUE;

  /// Whether a watcher that hears everything at once has to find it before it is over.
  public boolean isDue() {
    return limitMillis != NEVER && dueMillis() < untilMillis;
  }

  /// The exact moment from which on a perfect watcher could call it, by the default thresholds.
  public long dueMillis() {
    return limitMillis == NEVER ? NEVER : sinceMillis + limitMillis;
  }
}

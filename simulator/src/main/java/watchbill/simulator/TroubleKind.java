package watchbill.simulator;

import org.jspecify.annotations.Nullable;
import watchbill.simulator.story.EndlessThought;
import watchbill.simulator.story.HungTool;
import watchbill.simulator.story.OomLoop;
import watchbill.simulator.story.RepeatLoop;
import watchbill.simulator.story.Trouble;
import watchbill.simulator.story.WaitsForHuman;

/// The troubles that can be planned for a fleet.
public enum TroubleKind {
  /// The same call with the same result, again and again.
  REPEAT_LOOP,
  /// A tool call that does not return for a long time.
  HUNG_TOOL,
  /// A task in which no tool is called.
  ENDLESS_THOUGHT,
  /// A question that nobody answers.
  WAITS_FOR_HUMAN,
  /// A container that is killed for memory again and again.
  OOM_LOOP,
  /// The provider of many agents does not answer any of them.
  PROVIDER_OUTAGE;

  /// What befalls a single agent; null when it befalls all at once.
  @Nullable Trouble ofOneAgent() {
    return switch (this) {
      case REPEAT_LOOP -> new RepeatLoop();
      case HUNG_TOOL -> new HungTool();
      case ENDLESS_THOUGHT -> new EndlessThought();
      case WAITS_FOR_HUMAN -> new WaitsForHuman();
      case OOM_LOOP -> new OomLoop();
      case PROVIDER_OUTAGE -> null;
    };
  }
}

package watchbill.exporter.agents;

import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentActivity;
import watchbill.core.AgentKey;
import watchbill.core.RuleKind;
import watchbill.core.Signal.HumanWaits;
import watchbill.core.StuckCause;
import watchbill.metrics.catalogue.ActivityFamilies.CauseLabels;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.VerdictFamilies.LoopLabels;

/// What speaks against one agent, and since when it is at what it does now. For the agent's owner.
final class VerdictSlots {
  /// The rules that see an agent go round in circles.
  private static final Set<RuleKind> LOOPS =
      Set.of(
          RuleKind.EXACT_REPEAT,
          RuleKind.CYCLE,
          RuleKind.NEAR_REPEAT,
          RuleKind.ERROR_STREAK,
          RuleKind.NAME_THRASH,
          RuleKind.UNCHANGED_POLL,
          RuleKind.COMPACTION_THRASH,
          RuleKind.RELAUNCH,
          RuleKind.BOUNCE);

  private final ChoiceSlots<StuckCause, CauseLabels> causes;
  private final ChoiceSlots<StuckCause, CauseLabels> suspicions;
  private final ChoiceSlots<RuleKind, LoopLabels> loops;
  private final Slot<AgentLabels> callStarted;
  private final Slot<AgentLabels> humanWait;
  private final Slot<AgentLabels> humanWaitStarted;
  private final Slot<AgentLabels> gapStarted;
  private @Nullable StuckCause suspectedOf;
  private boolean isSuspect;

  VerdictSlots(Home home, Supplier<String> role) {
    AgentTables tables = home.tables;
    AgentKey key = home.key;
    String t = key.tenant();
    String a = key.agent();
    causes =
        new ChoiceSlots<>(
            home,
            StuckCause.class,
            tables.stuck,
            (r, cause) -> new CauseLabels(t, a, r, cause),
            role);
    suspicions =
        new ChoiceSlots<>(
            home,
            StuckCause.class,
            tables.suspect,
            (r, cause) -> new CauseLabels(t, a, r, cause),
            role);
    loops =
        new ChoiceSlots<>(
            home,
            RuleKind.class,
            LOOPS,
            tables.loops,
            (r, kind) -> new LoopLabels(t, a, r, kind),
            role);
    callStarted = home.slot(tables.callStarted, r -> new AgentLabels(t, a, r), "");
    humanWait = home.slot(tables.humanWait, r -> new AgentLabels(t, a, r), "");
    humanWaitStarted = home.slot(tables.humanWaitStarted, r -> new AgentLabels(t, a, r), "");
    gapStarted = home.slot(tables.gapStarted, r -> new AgentLabels(t, a, r), "");
  }

  /// Stuck for this cause, and for no other.
  void stuck(StuckCause cause) {
    causes.raise(cause);
  }

  /// Not stuck any more. The cause is shown as 0 even to who has not seen it as 1.
  void freed(StuckCause cause) {
    causes.lower(cause);
  }

  /// Suspected of this, and of nothing else; shown as 1 while that is what the agent is.
  void suspect(StuckCause cause) {
    suspectedOf = cause;
    if (isSuspect) {
      suspicions.raise(cause);
    } else {
      suspicions.lower(cause);
    }
  }

  void isDoing(AgentActivity activity) {
    isSuspect = activity == AgentActivity.SUSPECT;
    if (!isSuspect) {
      suspicions.lower();
    } else if (suspectedOf != null) {
      suspicions.raise(suspectedOf);
    }
  }

  /// The agent calls tools: from now on a rate sees its first loop.
  void calls() {
    loops.begin();
  }

  void fired(RuleKind rule, long total) {
    if (LOOPS.contains(rule)) {
      loops.total(rule, total);
    }
  }

  void inFlight(long sinceMillis) {
    since(callStarted, sinceMillis);
  }

  void waitsForHumans(HumanWaits waits) {
    humanWait.set(waits.totalMillis());
    since(humanWaitStarted, waits.sinceMillis());
  }

  void gap(long sinceMillis) {
    since(gapStarted, sinceMillis);
  }

  private static void since(Slot<AgentLabels> slot, long millis) {
    if (millis > 0) {
      slot.set(millis);
    } else {
      slot.clear();
    }
  }

  Stream<Slot<?>> slots() {
    Stream<Slot<?>> single = Stream.of(callStarted, humanWait, humanWaitStarted, gapStarted);
    Stream<Slot<?>> choices = Stream.of(causes, suspicions, loops).flatMap(ChoiceSlots::slots);
    return Stream.concat(single, choices);
  }
}

package watchbill.core.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import watchbill.core.RuleKind;
import watchbill.core.time.Outages;

/// The rules in the order of their weight: of several that speak, the first names the cause.
final class Verdicts {
  private final List<Rule> rules;

  Verdicts(Thresholds thresholds) {
    rules =
        List.of(
            new CrashLoop(thresholds),
            new BlockedPod(thresholds),
            new RelaunchLoop(thresholds),
            new ToolHang(thresholds),
            new Unanswered(thresholds),
            new ErrorStreak(thresholds),
            new RepeatLoop(thresholds),
            new CallCycle(thresholds),
            new NearRepeat(thresholds),
            new UnchangedPoll(thresholds),
            new NameThrash(thresholds),
            new TaskBounce(thresholds),
            new CompactionThrash(thresholds),
            new EmptyOutput(thresholds),
            new NoToolCall(thresholds),
            new TokenSpin(thresholds),
            new SpendWithoutProgress(thresholds));
  }

  /// What speaks against the agent now, or null when nothing does. One rule that holds makes it
  /// stuck, and so do two that suspect it for reasons of different groups.
  @Nullable Verdict of(AgentState state, Outages outages) {
    List<Rule> holding = List.of();
    List<Rule> suspecting = List.of();
    boolean independent = false;
    for (Rule rule : rules) {
      if (rule.suspectsFrom(state, outages) > state.nowMillis
          || rule.speaksUntil(state) <= state.nowMillis) {
        continue;
      }
      if (rule.holdsFrom(state, outages) <= state.nowMillis) {
        holding = with(holding, rule);
      } else {
        independent |= !suspecting.isEmpty() && isOther(suspecting.getFirst().kind(), rule.kind());
        suspecting = with(suspecting, rule);
      }
    }
    if (holding.isEmpty() && suspecting.isEmpty()) {
      return null;
    }
    boolean stuck = independent || !holding.isEmpty();
    List<Rule> all = holding.isEmpty() ? suspecting : holding;
    if (!holding.isEmpty() && !suspecting.isEmpty()) {
      all.addAll(suspecting);
    }
    return new Verdict(stuck, all);
  }

  /// The next moment at which the verdict may change if nothing more happens, or [Rule#NEVER].
  long nextChange(AgentState state, Outages outages) {
    long next = Rule.NEVER;
    for (Rule rule : rules) {
      long suspects = rule.suspectsFrom(state, outages);
      if (suspects == Rule.NEVER) {
        continue;
      }
      if (suspects > state.nowMillis) {
        next = Math.min(next, suspects);
        continue;
      }
      long holds = rule.holdsFrom(state, outages);
      if (holds > state.nowMillis) {
        next = Math.min(next, holds);
      }
      long until = rule.speaksUntil(state);
      if (until > state.nowMillis) {
        next = Math.min(next, until);
      }
    }
    return next;
  }

  /// Whether two suspicions are of two things. What an agent did until its last call came back does
  /// not make the call or the talk after it any longer.
  private static boolean isOther(RuleKind one, RuleKind other) {
    return one.group() != other.group()
        && (isAfterwards(one) == isAfterwards(other)
            || one.group() == RuleKind.Group.LIFECYCLE
            || other.group() == RuleKind.Group.LIFECYCLE);
  }

  private static boolean isAfterwards(RuleKind kind) {
    return kind == RuleKind.TOKEN_SPIN || kind.group() == RuleKind.Group.SILENCE;
  }

  private static List<Rule> with(List<Rule> rules, Rule rule) {
    List<Rule> more = rules.isEmpty() ? new ArrayList<>() : rules;
    more.add(rule);
    return more;
  }
}

package watchbill.core.rules;

import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.time.Outages;

/// A tool that is made for asking again gave the same result again and again, alone or in turn with
/// other calls (a `sleep`, say). Source: OpenClaw's `known_poll_no_progress` (warns at 10, critical
/// at 20); with fewer, people's polls every few minutes were called loops (OpenHands
/// software-agent-sdk#762).
final class UnchangedPoll implements Rule {
  private final LoopLimits loops;

  UnchangedPoll(Thresholds thresholds) {
    loops = thresholds.loops();
  }

  @Override
  public RuleKind kind() {
    return RuleKind.UNCHANGED_POLL;
  }

  @Override
  public long suspectsFrom(AgentState state, Outages outages) {
    return from(state, (loops.unchangedPolls() + 1) / 2);
  }

  @Override
  public long holdsFrom(AgentState state, Outages outages) {
    return from(state, loops.unchangedPolls());
  }

  @Override
  public StuckCause cause(AgentState state) {
    return StuckCause.NO_NEW_RESULT;
  }

  @Override
  public String evidence(AgentState state) {
    Streak streak = streak(state);
    return "%s polled %d times with the same result"
        .formatted(String.join(", ", streak.tools()), streak.count());
  }

  private long from(AgentState state, int count) {
    Streak streak = streak(state);
    return streak.reaches(count, loops.span().toMillis()) ? streak.untilMillis() : NEVER;
  }

  private Streak streak(AgentState state) {
    Streak longest = Streak.NONE;
    for (Streak streak : state.patterns.repeats()) {
      longest = longest.orLonger(polls(streak));
    }
    return longest.orLonger(polls(state.patterns.cycle()));
  }

  private Streak polls(Streak streak) {
    return streak.hasAnyOf(loops.pollTools()) ? streak : Streak.NONE;
  }
}

package watchbill.core.rules;

import watchbill.core.AgentEvent;
import watchbill.core.money.Cost;
import watchbill.core.money.PicoUsd;
import watchbill.core.money.Price;
import watchbill.core.money.Use;

/// What an agent's dollars were spent for. Nothing here makes or loses a pico-dollar: what is
/// charged gets one use, and what is open moves to another.
final class UseRules {
  /// For how long after its last task what an agent spends still belongs to its work: the last
  /// answer is often reported after the task's end.
  private static final long GRACE_MILLIS = 60_000;

  private UseRules() {}

  /// Takes what a new answer cost, at these rates.
  static void charge(AgentState state, AgentEvent.ModelAnswered answer, Cost cost, Price rates) {
    OpenTask task = taskOf(state, answer);
    CachedPrompts.Again again = state.cachedPrompts.answered(answer, session(state, answer));
    long rest = cost.total();
    if (!answer.compaction()) {
      long wasted = Math.min(rest, aboveHit(again.tokens(), answer, rates));
      add(state, task, again.reduced() ? Use.COMPACTION : Use.CACHE_MISS, wasted);
      rest -= wasted;
    }
    add(state, task, answer.compaction() ? Use.COMPACTION : useOf(state, task), rest);
  }

  /// Takes what more of an answer cost that has been charged before; less when negative.
  static void chargeMore(AgentState state, AgentEvent.ModelAnswered answer, long picoUsd) {
    OpenTask task = taskOf(state, answer);
    add(state, task, answer.compaction() ? Use.COMPACTION : useOf(state, task), picoUsd);
  }

  /// Takes what answers cost whose price came later: what they were for is not known any more.
  static void chargeLate(AgentState state, long picoUsd) {
    add(state, state.untasked, Use.PRODUCTIVE, picoUsd);
  }

  /// The task to which an answer belongs: the one that it names, or else the one begun last.
  static OpenTask taskOf(AgentState state, AgentEvent.ModelAnswered answer) {
    if (answer.task().isEmpty()) {
      return state.tasks.isEmpty() ? state.untasked : state.tasks.getLast();
    }
    OpenTask named = state.task(answer.task());
    return named == null ? state.untasked : named;
  }

  /// The agent made progress: what it spent until now was not spent in a loop.
  static void progressed(AgentState state) {
    state.tasks.forEach(task -> task.sinceProgress = 0);
    settle(state, state.untasked, Use.PRODUCTIVE);
  }

  /// The agent was found to repeat itself: what it spent since its last progress was for nothing.
  static void looped(AgentState state) {
    state.tasks.forEach(task -> loop(state, task));
    loop(state, state.untasked);
  }

  /// What was spent on a task since its last checkpoint is lost.
  ///
  /// @return how much that is, in pico-dollars
  static long lose(AgentState state, OpenTask task) {
    long lost = task.uses.of(Use.OPEN);
    settle(state, task, Use.LOST);
    return lost;
  }

  /// The agent saved its work on a task, or on all of them when the name is empty.
  static void saved(AgentState state, String name) {
    for (OpenTask task : state.tasks) {
      if (name.isEmpty() || task.name.equals(name)) {
        settle(state, task, Use.PRODUCTIVE);
        task.keptUntilMillis = state.nowMillis;
        task.keptTokens = task.tokens;
        task.saved = true;
        task.interrupted = false;
      }
    }
  }

  /// A task goes on no longer.
  static void ended(AgentState state, OpenTask task, boolean completedBefore) {
    settle(state, task, completedBefore ? Use.DUPLICATED : Use.PRODUCTIVE);
    state.taskedUntilMillis = state.nowMillis;
  }

  private static Use useOf(AgentState state, OpenTask task) {
    if (state.stuckBy != null && state.stuckBy.isLoop()) {
      return Use.LOOPED;
    }
    if (task != state.untasked) {
      return Use.OPEN;
    }
    if (state.taskedUntilMillis > 0 && state.tasks.isEmpty()) {
      return state.nowMillis - state.taskedUntilMillis > GRACE_MILLIS ? Use.IDLE : Use.PRODUCTIVE;
    }
    // Without tasks and tools nothing can be held against it later.
    return state.progressAtMillis > 0 ? Use.OPEN : Use.PRODUCTIVE;
  }

  /// What so many tokens of the answer's prompt cost above a cache hit: first those that were
  /// written to the cache again, then those that were read without it.
  private static long aboveHit(long tokens, AgentEvent.ModelAnswered answer, Price rates) {
    if (rates.cacheRead() == Price.UNPRICED) {
      return 0;
    }
    long left = tokens;
    long sum = 0;
    long[] counts = {
      answer.usage().cacheWrite1h(), answer.usage().cacheWrite5m(), answer.usage().input()
    };
    long[] paid = {rates.cacheWrite1h(), rates.cacheWrite5m(), rates.input()};
    for (int i = 0; i < counts.length; i++) {
      long missed = Math.min(left, counts[i]);
      sum = PicoUsd.plus(sum, PicoUsd.times(Math.max(0, paid[i] - rates.cacheRead()), missed));
      left -= missed;
    }
    return sum;
  }

  private static String session(AgentState state, AgentEvent.ModelAnswered answer) {
    return answer.session().isEmpty() && !state.sessions.isEmpty()
        ? state.sessions.getLast().name
        : answer.session();
  }

  private static void loop(AgentState state, OpenTask task) {
    move(state, task, Use.LOOPED, Math.min(task.sinceProgress, task.uses.of(Use.OPEN)));
    task.sinceProgress = 0;
  }

  private static void settle(AgentState state, OpenTask task, Use use) {
    move(state, task, use, task.uses.of(Use.OPEN));
    task.sinceProgress = 0;
  }

  private static void move(AgentState state, OpenTask task, Use to, long picoUsd) {
    add(state, task, Use.OPEN, -picoUsd);
    add(state, task, to, picoUsd);
  }

  private static void add(AgentState state, OpenTask task, Use use, long picoUsd) {
    if (picoUsd != 0) {
      task.uses = task.uses.plus(use, picoUsd);
      state.standing = state.standing.with(state.standing.uses().plus(use, picoUsd));
      state.standingTold = false;
      if (use == Use.OPEN && picoUsd > 0) {
        task.sinceProgress = PicoUsd.plus(task.sinceProgress, picoUsd);
      }
    }
  }
}

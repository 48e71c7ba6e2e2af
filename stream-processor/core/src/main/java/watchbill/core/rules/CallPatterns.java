package watchbill.core.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import watchbill.core.AgentEvent.ToolFinished;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// How an agent's calls repeat each other. Owned by its [AgentState].
///
/// A call brings something new when none of the recent calls asked the same and got the same, and
/// when it is no failure like the one before it. The longest streak of each kind stands until then,
/// so that a known call in between acquits nobody.
///
/// Memory, beside that of [RecentCalls]: at most 64 bytes for each of ten streaks, with the names
/// of at most five tools in one of them, and six counts; less than 900 bytes.
final class CallPatterns {
  /// The longest cycle that is looked for, as in Gemini CLI.
  static final int LONGEST_CYCLE = 5;

  private static final int SHORTEST_CYCLE = 2;

  private final RecentCalls calls = new RecentCalls();
  private Streak repeat = Streak.NONE;
  private Streak near = Streak.NONE;
  private Streak failing = Streak.NONE;
  private Streak failingAlike = Streak.NONE;
  private int failingError;
  private Streak sameTool = Streak.NONE;
  private Streak longestRepeat = Streak.NONE;
  private Streak longestNear = Streak.NONE;
  private Streak longestFailing = Streak.NONE;
  private Streak longestFailingAlike = Streak.NONE;
  private Streak longestCycle = Streak.NONE;

  /// For each period, how many calls in a row were the same as the one that many calls before.
  private final int[] cycled = new int[LONGEST_CYCLE + 1];

  /// The calls that came back last.
  RecentCalls calls() {
    return calls;
  }

  /// The same call with the same result: the longest streak since something new, and the one that
  /// goes on.
  List<Streak> repeats() {
    return List.of(longestRepeat, repeat);
  }

  /// Calls that each try the one before again, if only in form.
  Streak near() {
    return longestNear;
  }

  /// One tool that fails in one way, with no new result.
  Streak failing() {
    return longestFailing;
  }

  /// Those of them that asked nothing new, and the first.
  Streak failingAlike() {
    return longestFailingAlike;
  }

  /// Two to five calls in turn, with the same results each time; counted in whole turns.
  Streak cycle() {
    return longestCycle;
  }

  /// Calls of one tool since the last one that brought anything new.
  Streak sameTool() {
    return sameTool;
  }

  /// The agent turns to something else: what it did before is no part of a loop any more.
  void turnAway() {
    calls.turnAway();
    repeat = Streak.NONE;
    near = Streak.NONE;
    failing = Streak.NONE;
    failingAlike = Streak.NONE;
    sameTool = Streak.NONE;
    Arrays.fill(cycled, 0);
    forgive();
  }

  /// A call came back.
  ///
  /// @return whether it brought something new
  boolean heard(ToolFinished finished, long atMillis) {
    RecentCall call = RecentCall.of(finished, atMillis);
    boolean newCall = !call.isTold() || !calls.hasCall(call);
    boolean knownResult = call.result() != 0 && calls.hasResult(call);
    boolean same = calls.current() > 0 && call.isSameAs(calls.back(0));
    boolean again = calls.current() > 0 && isAnotherTry(calls.back(0), call);
    boolean failsAgain = failsAgain(call, knownResult);
    boolean asksAgain = again || call.args() == 0 || calls.hasArgs(call);
    // A sketch does not see a small change of a long text, so a success in equal form may be new.
    boolean something = newCall && !failsAgain && !(again && call.failed());

    calls.add(call);
    if (something) {
      forgive();
    }
    repeat = same ? repeat.plus(call) : call.isTold() ? Streak.of(call) : Streak.NONE;
    near = again ? near.plus(call) : Streak.of(call);
    if (something) {
      sameTool = Streak.NONE;
    } else {
      sameTool = sameTool.isOf(call.tool()) ? sameTool.plus(call) : Streak.of(call);
    }
    fail(call, failsAgain, asksAgain, something);
    longestRepeat = longestRepeat.orLonger(repeat);
    longestNear = longestNear.orLonger(near);
    longestFailing = longestFailing.orLonger(failing);
    longestFailingAlike = longestFailingAlike.orLonger(failingAlike);
    turn(call);
    return something;
  }

  void save(StateOutput out) {
    calls.save(out);
    repeat.save(out);
    near.save(out);
    failing.save(out);
    failingAlike.save(out);
    out.number(failingError);
    sameTool.save(out);
    longestRepeat.save(out);
    longestNear.save(out);
    longestFailing.save(out);
    longestFailingAlike.save(out);
    longestCycle.save(out);
    for (int count : cycled) {
      out.number(count);
    }
  }

  void restore(StateInput in) {
    calls.restore(in);
    repeat = Streak.restore(in);
    near = Streak.restore(in);
    failing = Streak.restore(in);
    failingAlike = Streak.restore(in);
    failingError = (int) in.number();
    sameTool = Streak.restore(in);
    longestRepeat = Streak.restore(in);
    longestNear = Streak.restore(in);
    longestFailing = Streak.restore(in);
    longestFailingAlike = Streak.restore(in);
    longestCycle = Streak.restore(in);
    for (int period = 0; period < cycled.length; period++) {
      cycled[period] = (int) in.number();
    }
  }

  private void forgive() {
    longestRepeat = Streak.NONE;
    longestNear = Streak.NONE;
    longestFailing = Streak.NONE;
    longestFailingAlike = Streak.NONE;
    longestCycle = Streak.NONE;
  }

  /// A poll asks the same again, and is no other try when something else comes of it.
  private static boolean isAnotherTry(RecentCall before, RecentCall call) {
    return switch (Repetition.of(before, call)) {
      case NONE -> false;
      case EXACT, IN_FORM -> before.result() == call.result() || (before.failed() && call.failed());
      case RETRY -> true;
    };
  }

  /// Whether it fails as the failure before it did. What fails otherwise each time is a test, say,
  /// of work that goes on.
  private boolean failsAgain(RecentCall call, boolean knownResult) {
    return call.failed()
        && failing.isOf(call.tool())
        && call.error() == failingError
        && (call.result() == 0 || knownResult);
  }

  private void fail(RecentCall call, boolean again, boolean asksAgain, boolean something) {
    if (again) {
      failing = failing.plus(call);
      failingAlike = asksAgain ? failingAlike.plus(call) : failingAlike;
    } else if (call.failed() && (call.error() != 0 || call.result() != 0)) {
      failing = Streak.of(call);
      failingAlike = failing;
      failingError = call.error();
    } else if (something || failing.isOf(call.tool())) {
      failing = Streak.NONE;
      failingAlike = Streak.NONE;
    }
  }

  private void turn(RecentCall call) {
    for (int period = SHORTEST_CYCLE; period <= LONGEST_CYCLE; period++) {
      boolean same = calls.current() > period && call.isSameAs(calls.back(period));
      cycled[period] = same ? cycled[period] + 1 : 0;
    }
    for (int period = SHORTEST_CYCLE; period <= LONGEST_CYCLE; period++) {
      // One call again and again is a repeat, and no cycle.
      if (cycled[period] >= period && repeat.count() < period) {
        longestCycle = longestCycle.orLonger(cycle(period, call.atMillis()));
        return;
      }
    }
  }

  private Streak cycle(int period, long atMillis) {
    List<String> tools = new ArrayList<>();
    for (int back = period - 1; back >= 0; back--) {
      tools.add(calls.back(back).tool());
    }
    int began = Math.min(cycled[period] + period, calls.current()) - 1;
    return new Streak(
        List.copyOf(tools), cycled[period] / period + 1, calls.back(began).atMillis(), atMillis);
  }
}

package watchbill.cli;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import watchbill.core.AgentEvent.ToolFinished;
import watchbill.core.rules.Repetition;

/// A way to say which calls repeat the one before, by the predicate that Watchbill's rules go by.
///
/// @param title what it counts
/// @param kinds which repetitions
record LoopReading(String title, Set<Repetition> kinds) {
  static final LoopReading EXACT =
      new LoopReading("the same tool and arguments, in a row", EnumSet.of(Repetition.EXACT));
  static final LoopReading IN_FORM =
      new LoopReading(
          "and what is equal in form", EnumSet.of(Repetition.EXACT, Repetition.IN_FORM));

  /// What the rules go by.
  static final LoopReading OURS =
      new LoopReading(
          "and near retries of failed calls (ours)",
          EnumSet.of(Repetition.EXACT, Repetition.IN_FORM, Repetition.RETRY));

  static final List<LoopReading> ALL = List.of(EXACT, IN_FORM, OURS);

  /// For each call of a run but the first, whether it repeats the one before.
  List<Boolean> of(LabelledRun run) {
    List<Boolean> found = new ArrayList<>();
    for (int i = 1; i < run.calls().size(); i++) {
      ToolFinished before = run.calls().get(i - 1);
      found.add(kinds.contains(Repetition.of(before, run.calls().get(i))));
    }
    return found;
  }

  /// The agreement on each pair of calls in a row.
  LoopScore perCall(LabelledRun run) {
    return score(of(run), run);
  }

  /// The agreement of ours, were sketches near that differ in so many bits.
  static LoopScore perCall(LabelledRun run, int bits) {
    List<Boolean> found = new ArrayList<>();
    for (int i = 1; i < run.calls().size(); i++) {
      ToolFinished before = run.calls().get(i - 1);
      found.add(Repetition.within(bits, before, run.calls().get(i)) != Repetition.NONE);
    }
    return score(found, run);
  }

  /// The agreement on whether three calls in a row are alike.
  LoopScore perRun(LabelledRun run) {
    return LoopScore.NONE.plus(LabelledRun.hasTwoInARow(of(run)), run.loops());
  }

  private static LoopScore score(List<Boolean> found, LabelledRun run) {
    LoopScore score = LoopScore.NONE;
    for (int i = 0; i < run.repeats().size(); i++) {
      score = score.plus(found.get(i), run.repeats().get(i));
    }
    return score;
  }
}

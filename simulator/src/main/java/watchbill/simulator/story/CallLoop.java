package watchbill.simulator.story;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import watchbill.core.ToolOutcome;

/// One call after another by a pattern, each asked for by the model and paid for.
final class CallLoop implements Trouble {
  /// What one call of the pattern is, and what comes of it.
  private record Step(
      Tool tool, String args, long sketch, String result, ToolOutcome outcome, String errorType) {
    static Step ok(Tool tool, String args, String result) {
      return new Step(tool, args, 0, result, ToolOutcome.OK, "");
    }

    static Step error(Tool tool, String args, String result) {
      return new Step(tool, args, 0, result, ToolOutcome.ERROR, "exit_status");
    }
  }

  /// Begins a pattern: gives the call with each number, from 0.
  private interface Pattern {
    IntFunction<Step> begin(Scene scene);
  }

  private static final int WORDS = 4;

  private final TroubleKind kind;
  private final String what;
  private final int decisive;
  private final Pattern pattern;

  /// @param decisive the call that makes it sure, from 1; 0 for none
  private CallLoop(TroubleKind kind, String what, int decisive, Pattern pattern) {
    this.kind = kind;
    this.what = what;
    this.decisive = decisive;
    this.pattern = pattern;
  }

  static CallLoop cycle() {
    return new CallLoop(
        TroubleKind.CALL_CYCLE,
        "reads one file and searches for one word in turn, and nothing changes",
        2 * Limits.CYCLES,
        scene -> {
          Step read = Step.ok(Tool.READ, ToolCall.anyHash(scene), ToolCall.anyHash(scene));
          Step grep = Step.ok(Tool.GREP, ToolCall.anyHash(scene), ToolCall.anyHash(scene));
          return number -> number % 2 == 0 ? read : grep;
        });
  }

  static CallLoop nearRepeat() {
    return new CallLoop(
        TroubleKind.NEAR_REPEAT,
        "searches for the same words in another spelling each time",
        Limits.NEAR,
        scene -> {
          String result = ToolCall.anyHash(scene);
          long sketch = scene.random().nextLong();
          return _ ->
              new Step(Tool.GREP, ToolCall.anyHash(scene), sketch, result, ToolOutcome.OK, "");
        });
  }

  static CallLoop errorStreak() {
    return new CallLoop(
        TroubleKind.ERROR_STREAK,
        "tries two commands again and again, and they fail in the same way each time",
        // The second command is new once.
        Limits.ERRORS + 1,
        scene -> {
          List<String> commands = List.of(ToolCall.anyHash(scene), ToolCall.anyHash(scene));
          String result = ToolCall.anyHash(scene);
          return number ->
              Step.error(
                  Tool.BASH, commands.get(number < 2 ? number : scene.random().nextInt(2)), result);
        });
  }

  static CallLoop nameThrash() {
    return new CallLoop(
        TroubleKind.NAME_THRASH,
        "searches for the same few words over and over, without an order",
        // The first of each are new.
        Limits.THRASHED + WORDS,
        scene -> {
          List<Step> steps = new ArrayList<>();
          for (int word = 0; word < WORDS; word++) {
            steps.add(Step.ok(Tool.GREP, ToolCall.anyHash(scene), ToolCall.anyHash(scene)));
          }
          int[] last = {0};
          return number -> {
            int other = 1 + scene.random().nextInt(WORDS - 1);
            last[0] = number < WORDS ? number : (last[0] + other) % WORDS;
            return steps.get(last[0]);
          };
        });
  }

  static CallLoop unchangedPoll() {
    return new CallLoop(
        TroubleKind.UNCHANGED_POLL,
        "asks for the state of a job that has stopped",
        Limits.POLLS,
        scene -> {
          Step poll = Step.ok(Tool.POLL, ToolCall.anyHash(scene), ToolCall.anyHash(scene));
          return _ -> poll;
        });
  }

  static CallLoop changingPoll() {
    return new CallLoop(
        TroubleKind.CHANGING_POLL,
        "asks for the state of a job that goes on",
        0,
        scene -> {
          String args = ToolCall.anyHash(scene);
          String[] state = {ToolCall.anyHash(scene)};
          int[] left = {scene.random().nextInt(1, Limits.POLLS / 2)};
          return _ -> {
            if (left[0]-- == 0) {
              left[0] = scene.random().nextInt(Limits.POLLS / 2 - 1);
              state[0] = ToolCall.anyHash(scene);
            }
            return Step.ok(Tool.POLL, args, state[0]);
          };
        });
  }

  static CallLoop editAndTest() {
    return new CallLoop(
        TroubleKind.EDIT_AND_TEST,
        "edits and tests, and the test fails in another way each time",
        0,
        scene -> {
          String test = ToolCall.anyHash(scene);
          return number ->
              number % 2 == 0
                  ? Step.ok(Tool.EDIT, ToolCall.anyHash(scene), ToolCall.anyHash(scene))
                  : Step.error(Tool.BASH, test, ToolCall.anyHash(scene));
        });
  }

  static CallLoop batch() {
    return new CallLoop(
        TroubleKind.BATCH,
        "reads many files, one after the other",
        0,
        scene -> _ -> Step.ok(Tool.READ, ToolCall.anyHash(scene), ToolCall.anyHash(scene)));
  }

  @Override
  public void befall(HealthyWorker worker, Scene scene, long forMillis) {
    long untilMillis = scene.nowMillis() + forMillis;
    IntFunction<Step> steps = pattern.begin(scene);
    scene.plant(
        kind,
        what,
        () -> {
          long firstBack = Long.MAX_VALUE;
          for (int number = 0; scene.nowMillis() < untilMillis; number++) {
            worker.ask(scene);
            Step step = steps.apply(number);
            ToolCall call = worker.nextCall(step.tool, step.args, step.sketch);
            call.begin(scene);
            scene.take(step.tool.millis());
            call.end(scene, step.result, step.outcome, step.errorType);
            firstBack = Math.min(firstBack, scene.nowMillis());
            if (decisive > 0
                && number + 1 >= decisive
                && scene.nowMillis() - firstBack >= Limits.SPAN_MILLIS) {
              scene.dueNow();
            }
          }
        });
  }
}

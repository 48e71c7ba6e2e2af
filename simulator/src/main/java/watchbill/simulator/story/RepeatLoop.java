package watchbill.simulator.story;

import watchbill.core.ToolOutcome;

/// The same call with the same result, again and again, each one paid for.
public final class RepeatLoop implements Trouble {
  @Override
  public void befall(HealthyWorker worker, Scene scene, long forMillis) {
    long untilMillis = scene.nowMillis() + forMillis;
    String args = ToolCall.anyHash(scene);
    String result = ToolCall.anyHash(scene);
    scene.plant(
        TroubleKind.REPEAT_LOOP,
        "calls Grep with the same arguments and gets the same result, again and again",
        () -> {
          long firstBack = Long.MAX_VALUE;
          for (int calls = 1; scene.nowMillis() < untilMillis; calls++) {
            worker.ask(scene);
            ToolCall call = worker.nextCall(Tool.GREP, args);
            call.begin(scene);
            scene.take(Tool.GREP.millis());
            call.end(scene, result, ToolOutcome.OK, "");
            firstBack = Math.min(firstBack, scene.nowMillis());
            if (calls >= Limits.REPEATS && scene.nowMillis() - firstBack >= Limits.SPAN_MILLIS) {
              scene.dueNow();
            }
          }
        });
  }
}

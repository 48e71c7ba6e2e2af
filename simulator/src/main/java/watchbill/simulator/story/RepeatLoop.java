package watchbill.simulator.story;

import watchbill.core.StuckCause;
import watchbill.core.ToolOutcome;

/// The same call with the same result, again and again, each one paid for.
public final class RepeatLoop implements Trouble {
  @Override
  public void befall(HealthyWorker worker, Scene scene, long forMillis) {
    long untilMillis = scene.nowMillis() + forMillis;
    String args = ToolCall.anyHash(scene);
    String result = ToolCall.anyHash(scene);
    scene.plant(
        StuckCause.REPEAT_LOOP,
        "calls Grep with the same arguments and gets the same result, again and again",
        () -> {
          while (scene.nowMillis() < untilMillis) {
            worker.ask(scene);
            ToolCall call = worker.nextCall(Tool.GREP, args);
            call.begin(scene);
            scene.take(Tool.GREP.millis());
            call.end(scene, result, ToolOutcome.OK, "");
          }
        });
  }
}

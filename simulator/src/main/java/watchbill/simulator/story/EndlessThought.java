package watchbill.simulator.story;

import watchbill.core.StuckCause;

/// A task in which the model answers and answers, and no tool is called.
public final class EndlessThought implements Trouble {
  @Override
  public void befall(HealthyWorker worker, Scene scene, long forMillis) {
    long untilMillis = scene.nowMillis() + forMillis;
    scene.plant(
        StuckCause.NO_TOOL_CALL,
        "thinks about its task and calls no tool",
        () -> {
          while (scene.nowMillis() < untilMillis) {
            worker.ask(scene);
          }
        });
  }
}

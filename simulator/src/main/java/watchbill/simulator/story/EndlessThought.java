package watchbill.simulator.story;

/// A task in which the model answers and answers, and no tool is called.
public final class EndlessThought implements Trouble {
  @Override
  public void befall(HealthyWorker worker, Scene scene, long forMillis) {
    long untilMillis = scene.nowMillis() + forMillis;
    scene.plant(
        TroubleKind.ENDLESS_THOUGHT,
        "thinks about its task and calls no tool",
        () -> {
          scene.due(scene.stirredMillis(), Limits.NO_TOOL_CALL_MILLIS);
          while (scene.nowMillis() < untilMillis) {
            worker.ask(scene);
          }
        });
  }
}

package watchbill.simulator.story;

import watchbill.core.ToolOutcome;

/// An agent with a person in front of it who has gone away: the edit that it proposes waits for a
/// yes, and no event says so.
final class PersonAway implements Trouble {
  /// How much of the time of a trouble a lunch takes, in percent.
  private static final int LUNCH_PERCENT = 55;

  @Override
  public void befall(HealthyWorker worker, Scene scene, long forMillis) {
    worker.leaveTask(scene);
    worker.leaveSession(scene);
    worker.serve(scene);
    worker.ask(scene);
    scene.plant(
        TroubleKind.PERSON_AWAY,
        "waits for a person who is at lunch",
        () -> {
          ToolCall call = worker.nextCall(Tool.EDIT, ToolCall.anyHash(scene));
          call.begin(scene);
          scene.passUntil(scene.nowMillis() + forMillis * LUNCH_PERCENT / 100);
          call.end(scene, ToolCall.anyHash(scene), ToolOutcome.OK, "");
        });
    worker.leaveTask(scene);
    worker.leaveSession(scene);
  }
}

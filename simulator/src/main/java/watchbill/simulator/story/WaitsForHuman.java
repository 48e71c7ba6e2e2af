package watchbill.simulator.story;

import watchbill.core.AgentEvent;
import watchbill.core.WaitingFor;

/// A question to a person who is not there.
public final class WaitsForHuman implements Trouble {
  @Override
  public void befall(HealthyWorker worker, Scene scene, long forMillis) {
    worker.ask(scene);
    scene.plant(
        TroubleKind.WAITS_FOR_HUMAN,
        "waits for a person to approve its plan",
        () -> {
          scene.say(new AgentEvent.Waiting(scene.atMillis(), WaitingFor.HUMAN));
          scene.due(scene.nowMillis(), Limits.ANSWER_MILLIS);
          scene.passUntil(scene.nowMillis() + forMillis);
          scene.say(new AgentEvent.Resumed(scene.atMillis(), WaitingFor.HUMAN));
        });
  }
}

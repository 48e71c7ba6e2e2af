package watchbill.simulator.story;

/// An agent in the middle of its work of which nothing is heard any more, not even heartbeats. It
/// goes on afterwards as if nothing had been.
final class TelemetryGap implements Trouble {
  private static final int PART = 3;

  @Override
  public void befall(HealthyWorker worker, Scene scene, long forMillis) {
    scene.passUntil(scene.nowMillis() + scene.pace().heartbeat().toMillis());
    worker.ask(scene);
    scene.plant(
        TroubleKind.TELEMETRY_GAP,
        "is not heard any more",
        () -> {
          scene.due(scene.nowMillis(), Limits.GAP_MILLIS);
          scene.silenceUntil(scene.nowMillis() + forMillis / PART);
        });
  }
}

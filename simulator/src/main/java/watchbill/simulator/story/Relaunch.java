package watchbill.simulator.story;

/// A process that dies and starts again inside of a container that stays up: Kubernetes never sees
/// it. Each time it takes its session and its task up, and is gone.
final class Relaunch implements Trouble {
  private static final Spread ALIVE_MILLIS = new Spread(4_000, 10_000, 20_000, 30_000, 40_000);

  @Override
  public void befall(HealthyWorker worker, Scene scene, long forMillis) {
    long untilMillis = scene.nowMillis() + forMillis;
    scene.plant(
        TroubleKind.RELAUNCH,
        "its process starts again and again, and its pod is healthy",
        () -> {
          for (int starts = 1; scene.nowMillis() < untilMillis; starts++) {
            if (starts == Limits.RELAUNCHES) {
              scene.dueNow();
            }
            worker.relaunch(scene);
            scene.take(ALIVE_MILLIS);
          }
        });
  }
}

package watchbill.simulator.story;

/// A task that does not fit: the context is made smaller after every few calls. The calls bring
/// something new each time.
final class CompactionThrash implements Trouble {
  private static final int CALLS_BETWEEN = 2;

  @Override
  public void befall(HealthyWorker worker, Scene scene, long forMillis) {
    long untilMillis = scene.nowMillis() + forMillis;
    scene.plant(
        TroubleKind.COMPACTION_THRASH,
        "makes its context smaller again and again",
        () -> {
          for (int times = 1; scene.nowMillis() < untilMillis; times++) {
            for (int calls = 0; calls < CALLS_BETWEEN; calls++) {
              worker.callOnce(scene);
            }
            worker.shrinkContext(scene);
            if (times > Limits.COMPACTIONS) {
              scene.dueNow();
            }
          }
        });
  }
}

package watchbill.simulator.story;

/// A task that is worked on, and that takes longer than it should.
final class LateTask implements Trouble {
  /// By how much of its time the task should have been done.
  private static final int DUE_AFTER = 3;

  @Override
  public void befall(HealthyWorker worker, Scene scene, long forMillis) {
    worker.leaveTask(scene);
    long untilMillis = scene.nowMillis() + forMillis;
    scene.plant(
        TroubleKind.LATE_TASK,
        "works on after its task's deadline",
        () -> {
          long limit = forMillis / DUE_AFTER;
          scene.due(scene.nowMillis(), limit);
          worker.takeTask(scene, worker.newTask(scene), scene.atMillis() + limit);
          worker.workUntil(scene, untilMillis);
          worker.completeTask(scene);
        });
  }
}

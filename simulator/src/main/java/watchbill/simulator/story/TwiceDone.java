package watchbill.simulator.story;

/// A task that is done, comes again because its acknowledgement was too late, and is done again.
final class TwiceDone implements Trouble {
  @Override
  public void befall(HealthyWorker worker, Scene scene, long forMillis) {
    worker.leaveTask(scene);
    long fromMillis = scene.nowMillis();
    String task = worker.newTask(scene);
    worker.takeTask(scene, task, 0);
    worker.workUntil(scene, fromMillis + forMillis / 2);
    worker.completeTask(scene);
    scene.plant(
        TroubleKind.TWICE_DONE,
        "does a task that it has done",
        () -> {
          worker.takeTask(scene, task, 0);
          worker.workUntil(scene, fromMillis + forMillis);
          worker.completeTask(scene);
          scene.dueNow();
          scene.passUntil(scene.nowMillis() + scene.pace().heartbeat().toMillis());
        });
  }
}

package watchbill.simulator.story;

/// A worker that gets into the same trouble from time to time.
public final class Troubled implements Story {
  private final HealthyWorker worker;
  private final Trouble trouble;
  private long nextMillis;

  /// @param firstMillis when the trouble comes for the first time, after the fleet's start
  public Troubled(HealthyWorker worker, Trouble trouble, long firstMillis) {
    this.worker = worker;
    this.trouble = trouble;
    this.nextMillis = firstMillis;
  }

  @Override
  public void play(Scene scene) {
    if (scene.nowMillis() < nextMillis) {
      worker.play(scene);
      return;
    }
    worker.beAtWork(scene);
    trouble.befall(worker, scene, scene.pace().trouble().toMillis());
    nextMillis += scene.pace().again().toMillis();
  }
}

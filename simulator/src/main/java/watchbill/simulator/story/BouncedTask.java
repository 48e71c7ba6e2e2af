package watchbill.simulator.story;

/// A task that goes round among agents of one tenant: each takes it on, works on it for a while,
/// and another has it. All act by one timetable.
public final class BouncedTask implements Trouble {
  private static final int TURNS = 8;
  private static final int CALLS = 3;

  private final String task;
  private final int place;
  private final int actors;

  /// @param task its name
  /// @param place whose turn this agent's is first, from 0
  /// @param actors how many agents take turns
  public BouncedTask(String task, int place, int actors) {
    this.task = task;
    this.place = place;
    this.actors = actors;
  }

  @Override
  public void befall(HealthyWorker worker, Scene scene, long forMillis) {
    worker.leaveTask(scene);
    Pace pace = scene.pace();
    long turn = pace.longest().toMillis() / 2;
    // By then each of them has left what it was doing.
    long first = pace.firstTrouble().toMillis() + 3 * pace.longest().toMillis();
    if (scene.nowMillis() >= first) {
      return;
    }
    scene.passUntil(first);
    scene.plant(
        TroubleKind.TASK_BOUNCE,
        "takes a task from another agent that had not ended it",
        () -> {
          for (int turns = 0; turns < TURNS; turns++) {
            if (turns % actors == place) {
              scene.passUntil(first + turns * turn);
              worker.takeTask(scene, task, 0);
              if (turns == Limits.BOUNCES) {
                scene.dueNow();
              }
              tryOnce(worker, scene);
              worker.dropTask();
            }
          }
          scene.passUntil(first + TURNS * turn);
        });
  }

  /// A few calls, of which nothing comes that would move the task on.
  private static void tryOnce(HealthyWorker worker, Scene scene) {
    for (int calls = 0; calls < CALLS; calls++) {
      worker.callOnce(scene);
    }
  }
}

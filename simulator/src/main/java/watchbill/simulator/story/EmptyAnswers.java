package watchbill.simulator.story;

/// A model that answers and answers, and says nothing.
final class EmptyAnswers implements Trouble {
  @Override
  public void befall(HealthyWorker worker, Scene scene, long forMillis) {
    long untilMillis = scene.nowMillis() + forMillis;
    scene.plant(
        TroubleKind.EMPTY_ANSWERS,
        "is answered without a word",
        () -> {
          for (int answers = 1; scene.nowMillis() < untilMillis; answers++) {
            worker.ask(scene, 0);
            if (answers == Limits.EMPTY_ANSWERS) {
              scene.dueNow();
            }
          }
          worker.callOnce(scene);
        });
  }
}

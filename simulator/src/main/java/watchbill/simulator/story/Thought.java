package watchbill.simulator.story;

/// Long answers without a call of a tool: for nothing, or with word of progress now and then.
final class Thought implements Trouble {
  private static final long ANSWER_TOKENS = 3_000;
  private static final long TOLD_EVERY_MILLIS = 90_000;

  /// What an answer of so many tokens takes, beside what any answer does.
  private static final Spread LENGTH_MILLIS = new Spread(20_000, 40_000, 50_000, 60_000, 60_000);

  private final TroubleKind kind;

  /// @param kind `TOKEN_SPIN` or `LONG_THOUGHT`
  Thought(TroubleKind kind) {
    this.kind = kind;
  }

  @Override
  public void befall(HealthyWorker worker, Scene scene, long forMillis) {
    long untilMillis = scene.nowMillis() + forMillis;
    boolean useful = kind == TroubleKind.LONG_THOUGHT;
    scene.plant(
        kind,
        useful ? "thinks a long way and says how it gets on" : "spends tokens and calls no tool",
        () -> {
          long told = scene.nowMillis();
          long tokens = 0;
          while (scene.nowMillis() < untilMillis) {
            scene.take(LENGTH_MILLIS);
            worker.ask(scene, ANSWER_TOKENS);
            tokens += ANSWER_TOKENS;
            if (useful && scene.nowMillis() - told >= told(scene)) {
              told = scene.nowMillis();
              worker.progress(scene);
            } else if (!useful && tokens > Limits.SPUN_TOKENS) {
              scene.dueNow();
            }
          }
        });
  }

  private static long told(Scene scene) {
    return scene.pace().ordinaryMillis(TOLD_EVERY_MILLIS);
  }
}

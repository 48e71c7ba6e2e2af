package watchbill.simulator.story;

import watchbill.core.ToolOutcome;

/// Builds that take long, as they always have, and one of 25 minutes. Either the tool is known for
/// it by then, or the heartbeats say that the call is alive.
final class LongBuild implements Trouble {
  private static final int BUILDS_BEFORE = 6;
  private static final int PART = 3;

  private final TroubleKind kind;

  /// @param kind `LONG_BUILD` or `ATTESTED_BUILD`
  LongBuild(TroubleKind kind) {
    this.kind = kind;
  }

  @Override
  public void befall(HealthyWorker worker, Scene scene, long forMillis) {
    boolean attested = kind == TroubleKind.ATTESTED_BUILD;
    if (!attested) {
      for (int builds = 0; builds < BUILDS_BEFORE; builds++) {
        worker.ask(scene);
        ToolCall call = worker.nextCall(Tool.BUILD, ToolCall.anyHash(scene));
        call.begin(scene);
        scene.passUntil(scene.nowMillis() + duration(scene));
        call.end(scene, ToolCall.anyHash(scene), ToolOutcome.OK, "");
      }
    }
    worker.ask(scene);
    scene.plant(
        kind,
        attested ? "builds for long, and says so" : "builds for long, as ever",
        () -> {
          ToolCall call = worker.nextCall(Tool.BUILD, ToolCall.anyHash(scene));
          call.begin(scene);
          scene.attest(attested ? call.call() : "");
          scene.passUntil(scene.nowMillis() + forMillis / PART);
          scene.attest("");
          call.end(scene, ToolCall.anyHash(scene), ToolOutcome.OK, "");
        });
  }

  /// Longer than the pace's longest step.
  private static long duration(Scene scene) {
    return Tool.BUILD.millis().draw(scene.random()) / scene.pace().speedUp();
  }
}

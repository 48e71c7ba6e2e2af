package watchbill.simulator.story;

import java.util.ArrayList;
import java.util.List;
import watchbill.core.ToolOutcome;

/// Builds that take long, as they always have, and one of 25 minutes. Either the tool is known for
/// it by then, or the heartbeats say that the call is alive.
final class LongBuild implements Trouble {
  private static final int BATCHES_BEFORE = 5;
  private static final int BUILDS_AT_ONCE = 4;
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
      for (int batches = 0; batches < BATCHES_BEFORE; batches++) {
        buildAtOnce(worker, scene);
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

  private static void buildAtOnce(HealthyWorker worker, Scene scene) {
    worker.ask(scene);
    List<ToolCall> calls = new ArrayList<>();
    for (int builds = 0; builds < BUILDS_AT_ONCE; builds++) {
      ToolCall call = worker.nextCall(Tool.BUILD, ToolCall.anyHash(scene));
      call.begin(scene);
      calls.add(call);
    }
    scene.passUntil(scene.nowMillis() + duration(scene));
    calls.forEach(call -> call.end(scene, ToolCall.anyHash(scene), ToolOutcome.OK, ""));
  }

  /// Longer than the pace's longest step.
  private static long duration(Scene scene) {
    return Tool.BUILD.millis().draw(scene.random()) / scene.pace().speedUp();
  }
}

package watchbill.simulator.story;

import watchbill.core.ToolOutcome;

/// A tool call that does not return for a long time, while heartbeats say that all is well.
public final class HungTool implements Trouble {
  @Override
  public void befall(HealthyWorker worker, Scene scene, long forMillis) {
    worker.ask(scene);
    ToolCall call = worker.nextCall(Tool.READ, ToolCall.anyHash(scene));
    scene.plant(
        TroubleKind.HUNG_TOOL,
        "its call " + call.call() + " of Read does not return",
        () -> {
          call.begin(scene);
          scene.due(scene.nowMillis(), Limits.TOOL_HANG_MILLIS);
          scene.passUntil(scene.nowMillis() + forMillis);
          call.end(scene, ToolCall.anyHash(scene), ToolOutcome.ERROR, "timeout");
        });
  }
}

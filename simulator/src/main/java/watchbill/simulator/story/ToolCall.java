package watchbill.simulator.story;

import java.util.HexFormat;
import watchbill.core.AgentEvent;
import watchbill.core.ToolOutcome;

/// One call of a tool by an agent.
///
/// @param argsSketch 0 for none
record ToolCall(String call, Tool tool, String argsHash, long argsSketch) {
  /// The agent calls the tool now.
  void begin(Scene scene) {
    scene.say(
        new AgentEvent.ToolStarted(scene.atMillis(), call, tool.label(), argsHash, argsSketch));
  }

  /// The tool comes back now.
  void end(Scene scene, String resultHash, ToolOutcome outcome, String errorType) {
    scene.say(
        new AgentEvent.ToolFinished(
            scene.atMillis(),
            call,
            tool.label(),
            argsHash,
            resultHash,
            outcome,
            errorType,
            argsSketch));
  }

  /// The tool comes back now, with an outcome that such tools have. Where no person is, nobody says
  /// no.
  void end(Scene scene) {
    ToolOutcome drawn = tool.outcome(scene.random());
    boolean nobody = drawn == ToolOutcome.REJECTED && !scene.isAttended();
    ToolOutcome outcome = nobody ? ToolOutcome.OK : drawn;
    end(scene, anyHash(scene), outcome, outcome == ToolOutcome.ERROR ? "exit_status" : "");
  }

  /// A hash of something new.
  static String anyHash(Scene scene) {
    return HexFormat.of().toHexDigits(scene.random().nextLong());
  }
}

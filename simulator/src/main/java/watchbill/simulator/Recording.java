package watchbill.simulator;

import java.io.IOException;
import java.io.OutputStream;
import watchbill.core.Activity;
import watchbill.simulator.story.SimulatedItem.AgentSpoke;
import watchbill.wire.EventSource;
import watchbill.wire.EventWriter;

/// A simulation as a file of lines, each one event in the project's JSON format, as `watchbill
/// replay` reads it. What the cluster says is not in it.
public final class Recording {
  private static final EventWriter EVENTS = new EventWriter();

  private Recording() {}

  /// Plays the simulation to its end and writes its events; gives their number. Closes nothing.
  ///
  /// @throws IOException when `out` cannot be written
  public static long write(Simulation simulation, OutputStream out) throws IOException {
    long lines = 0;
    while (simulation.hasNext()) {
      if (simulation.next() instanceof AgentSpoke spoken) {
        out.write(bytes(spoken));
        out.write('\n');
        lines++;
      }
    }
    return lines;
  }

  /// One event as its agent would publish it.
  public static byte[] bytes(AgentSpoke spoken) {
    Activity activity = spoken.activity();
    return EVENTS.write(activity.id(), EventSource.of(activity.agent()), activity.event());
  }
}

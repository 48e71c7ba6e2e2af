package watchbill.wire.transcripts;

import java.util.List;
import watchbill.core.AgentEvent;
import watchbill.wire.RejectReason;

/// What a line of a transcript says.
public sealed interface TranscriptLine {
  /// Something happened in a session.
  ///
  /// @param project the name of the folder in which the agent worked; empty when it says none
  /// @param id names this line
  /// @param prompt whether a person asked for something: `id` is the task from now on
  record Happened(
      String session,
      String project,
      String id,
      long atMillis,
      boolean prompt,
      boolean interrupted,
      List<AgentEvent> events)
      implements TranscriptLine {}

  /// A kind of line that says nothing to us.
  record Ignored(String type) implements TranscriptLine {}

  /// The line could not be understood. `detail` says which key and what was wanted.
  record Refused(RejectReason reason, String detail) implements TranscriptLine {}
}

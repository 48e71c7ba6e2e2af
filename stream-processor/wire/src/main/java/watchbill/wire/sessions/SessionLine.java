package watchbill.wire.sessions;

import watchbill.core.AgentEvent;
import watchbill.wire.RejectReason;

/// What a line of a recorded session says.
public sealed interface SessionLine {
  /// Something happened to the agent of a session.
  record Happened(String session, String agent, AgentEvent event) implements SessionLine {}

  /// A kind of line that says nothing to us.
  record Ignored(String type) implements SessionLine {}

  /// The line could not be understood. `detail` says which key and what was wanted.
  record Refused(RejectReason reason, String detail) implements SessionLine {}
}

package watchbill.core.port;

import watchbill.core.Activity;
import watchbill.core.ClusterFact;

/// Where sources bring what they hear. Calls of one source come from one thread, in the order of
/// its stream; a full intake makes the caller wait, and loses nothing.
public interface ActivityIntake {
  /// Brings one agent's event.
  void hear(Activity activity) throws InterruptedException;

  /// Brings one fact of the cluster, heard at `heardAtMillis`.
  void hear(ClusterFact fact, long heardAtMillis) throws InterruptedException;
}

package watchbill.embedded;

import watchbill.core.Activity;
import watchbill.core.ClusterFact;

/// Hears what was applied, on the thread that owns the agent, right after the signals that came of
/// it; what came twice is heard once. Must not block and must not throw.
public interface AppliedListener {
  /// Hears nothing.
  AppliedListener NONE =
      new AppliedListener() {
        @Override
        public void applied(Activity activity) {}

        @Override
        public void applied(ClusterFact fact) {}
      };

  /// An agent's event was applied.
  void applied(Activity activity);

  /// A fact of the cluster was applied; facts may be told again.
  void applied(ClusterFact fact);
}

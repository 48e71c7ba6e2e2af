package watchbill.exporter.pods;

import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.ContainerKind;
import watchbill.connectors.kubernetes.ContainerState;
import watchbill.connectors.kubernetes.ContainerView;
import watchbill.connectors.kubernetes.PodCondition;
import watchbill.connectors.kubernetes.PodView;

/// A step on a pod's way from its creation to its work.
enum StartStep {
  /// A node takes it.
  SCHEDULED {
    @Override
    long at(PodView pod) {
      PodCondition scheduled = pod.status().scheduled();
      return scheduled.holds() ? scheduled.sinceMillis() : NOT_YET;
    }
  },
  /// Its init containers have done their work.
  INITIALIZED {
    @Override
    long at(PodView pod) {
      return pod.status().times().initializedAtMillis();
    }
  },
  /// Its main containers have all been started: their images are pulled.
  STARTED {
    @Override
    long at(PodView pod) {
      long latest = NOT_YET;
      for (ContainerView container : pod.containers()) {
        if (container.kind() == ContainerKind.MAIN) {
          long at = firstStart(container);
          if (at < 0) {
            return NOT_YET;
          }
          latest = Math.max(latest, at);
        }
      }
      return latest;
    }
  },
  /// It is ready for the first time.
  READY {
    @Override
    long at(PodView pod) {
      return pod.ready() ? pod.readySinceMillis() : NOT_YET;
    }

    @Override
    boolean wasReached(PodView before) {
      return before.ready() || wasReadyEarlier(before);
    }
  };

  private static final long NOT_YET = -1;

  /// A pod that was never ready is not ready since its kubelet first looked at it; both times are
  /// in whole seconds.
  private static final long SAME_LOOK_MILLIS = 2_000;

  /// When the pod came so far, by its status; -1 when it has not, or when that is not said any
  /// more.
  abstract long at(PodView pod);

  boolean wasReached(PodView before) {
    return at(before) >= 0;
  }

  /// When the pod came so far, if it did between these two looks; else -1.
  long reachedAt(@Nullable PodView before, PodView now) {
    return before != null && wasReached(before) ? NOT_YET : at(now);
  }

  /// Only the first run's start is the pod's.
  private static long firstStart(ContainerView container) {
    if (container.restartCount() > 0) {
      return NOT_YET;
    }
    return switch (container.state()) {
      case ContainerState.Running(long startedAtMillis) -> startedAtMillis;
      case ContainerState.Terminated(var how) -> how.startedAtMillis();
      case ContainerState.Waiting _ -> NOT_YET;
    };
  }

  private static boolean wasReadyEarlier(PodView unready) {
    long taken = unready.status().times().takenAtMillis();
    return taken >= 0 && unready.readySinceMillis() > taken + SAME_LOOK_MILLIS;
  }
}

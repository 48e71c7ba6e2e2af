package watchbill.exporter.pods;

import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.ContainerState;
import watchbill.connectors.kubernetes.ContainerView;
import watchbill.connectors.kubernetes.PodView;

/// Questions about the containers of a pod.
final class Containers {
  private Containers() {}

  /// The container with this name; null when the pod's status has none.
  static @Nullable ContainerView named(String name, PodView pod) {
    for (ContainerView container : pod.containers()) {
      if (container.name().equals(name)) {
        return container;
      }
    }
    return null;
  }

  /// How many of its runs are over: each restart had one before it, and the present run may be over
  /// too.
  static int ends(ContainerView container) {
    boolean over =
        switch (container.state()) {
          case ContainerState.Terminated _ -> true;
          case ContainerState.Waiting _ -> container.previous() != null;
          case ContainerState.Running _ -> false;
        };
    return container.restartCount() + (over ? 1 : 0);
  }
}

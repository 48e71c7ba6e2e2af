package watchbill.exporter.pods;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.ContainerKind;
import watchbill.connectors.kubernetes.ContainerState;
import watchbill.connectors.kubernetes.ContainerView;
import watchbill.connectors.kubernetes.Owner;
import watchbill.connectors.kubernetes.PodNeeds;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.Termination;

/// Pods for tests, all of the namespace `acme`.
final class Pods {
  static final Termination OOM = new Termination("c-1", "OOMKilled", 137, 1_000);

  private Pods() {}

  static PodView pod(String name, PodPhase phase, boolean ready, ContainerView... containers) {
    return pod("uid-" + name, name, "node-1", phase, ready, containers);
  }

  static PodView pod(
      String uid,
      String name,
      String node,
      PodPhase phase,
      boolean ready,
      ContainerView... containers) {
    return new PodView(
        uid,
        "1",
        "acme",
        name,
        node,
        new Owner("StatefulSet", "backend"),
        1_767_323_045_000L,
        -1,
        phase,
        ready,
        -1,
        Map.of("watchbill.io/agent", "ada", "app.kubernetes.io/component", "reviewer"),
        List.of(containers),
        PodNeeds.NONE);
  }

  static ContainerView running(int restarts, @Nullable Termination previous) {
    return container("agent", restarts, new ContainerState.Running(500), previous);
  }

  static ContainerView waiting(int restarts, String reason, @Nullable Termination previous) {
    return container("agent", restarts, new ContainerState.Waiting(reason), previous);
  }

  static ContainerView container(
      String name, int restarts, ContainerState state, @Nullable Termination previous) {
    return new ContainerView(
        name,
        ContainerKind.MAIN,
        restarts,
        state instanceof ContainerState.Running,
        state,
        previous);
  }
}

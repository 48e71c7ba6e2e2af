package watchbill.exporter.pods;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import watchbill.connectors.kubernetes.ComputeAmounts;
import watchbill.connectors.kubernetes.ContainerKind;
import watchbill.connectors.kubernetes.ContainerNeeds;
import watchbill.connectors.kubernetes.ContainerState;
import watchbill.connectors.kubernetes.ContainerView;
import watchbill.connectors.kubernetes.Owner;
import watchbill.connectors.kubernetes.PodCondition;
import watchbill.connectors.kubernetes.PodNeeds;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.PodRank;
import watchbill.connectors.kubernetes.PodStatusView;
import watchbill.connectors.kubernetes.PodTimes;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.Shortage;
import watchbill.connectors.kubernetes.Termination;

/// A pod in the making: `backend-0` of the StatefulSet `backend`, agent `ada`, made at second 1000,
/// pending. Times are in seconds.
final class Draft {
  private static final long NEVER = -1;

  String uid = "u-1";
  String namespace = "acme";
  String name = "backend-0";
  Owner owner = new Owner("StatefulSet", "backend");
  Map<String, String> labels =
      Map.of("watchbill.io/agent", "ada", "app.kubernetes.io/component", "reviewer");
  String node = "";
  PodPhase phase = PodPhase.PENDING;
  PodRank rank = new PodRank("Burstable", "");
  final List<ContainerView> containers = new ArrayList<>();
  final List<ContainerNeeds> needs = new ArrayList<>();
  private PodCondition scheduled = PodCondition.NONE;
  private Set<Shortage> lacks = Set.of();
  private boolean ready;
  private long readySince = NEVER;
  private long taken = NEVER;
  private long initialized = NEVER;
  private long deleted = NEVER;
  private long ends = NEVER;

  Draft unschedulable(Shortage... classes) {
    scheduled = new PodCondition(true, false, "Unschedulable", "", 1_000_000);
    lacks = Set.of(classes);
    return this;
  }

  Draft gated() {
    scheduled = new PodCondition(true, false, "SchedulingGated", "", 1_000_000);
    return this;
  }

  Draft scheduledAt(long second) {
    node = "node-1";
    scheduled = new PodCondition(true, true, "", "", millis(second));
    lacks = Set.of();
    return this;
  }

  Draft takenAt(long second) {
    taken = second;
    ready = false;
    readySince = second;
    return this;
  }

  Draft initializedAt(long second) {
    initialized = second;
    return this;
  }

  Draft readyAt(long second) {
    ready = true;
    readySince = second;
    return this;
  }

  Draft unreadyAt(long second) {
    ready = false;
    readySince = second;
    return this;
  }

  Draft deletedAt(long second, long grace) {
    deleted = second;
    ends = second + grace;
    return this;
  }

  Draft with(ContainerView... all) {
    containers.clear();
    containers.addAll(List.of(all));
    return this;
  }

  PodView view() {
    return new PodView(
        uid,
        "1",
        namespace,
        name,
        node,
        owner,
        1_000_000,
        millis(deleted),
        phase,
        ready,
        millis(readySince),
        labels,
        containers,
        new PodNeeds(ComputeAmounts.NONE, List.of(), needs, rank),
        new PodStatusView(
            "",
            "",
            scheduled,
            PodCondition.NONE,
            new PodTimes(millis(taken), millis(initialized), millis(ends)),
            lacks,
            ""));
  }

  /// The main container, which runs since `second`.
  static ContainerView running(int restarts, long second) {
    return container(
        "agent", ContainerKind.MAIN, restarts, new ContainerState.Running(millis(second)));
  }

  /// The main container, which has ended.
  static ContainerView ended(int restarts, String reason, int exitCode, long second) {
    Termination how =
        new Termination(
            "c-" + restarts + "-" + second, reason, exitCode, millis(second), millis(second - 60));
    return container("agent", ContainerKind.MAIN, restarts, new ContainerState.Terminated(how));
  }

  static ContainerView container(
      String name, ContainerKind kind, int restarts, ContainerState state) {
    boolean runs = state instanceof ContainerState.Running;
    return new ContainerView(name, kind, restarts, runs, state, null);
  }

  /// The same container, started again after it ended as the other one shows.
  static ContainerView after(ContainerView end, ContainerView now) {
    return new ContainerView(
        now.name(),
        now.kind(),
        now.restartCount(),
        now.ready(),
        now.state(),
        end.lastTermination());
  }

  private static long millis(long second) {
    return second < 0 ? NEVER : second * 1_000;
  }
}

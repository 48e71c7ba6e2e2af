package watchbill.sources.kubernetes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import watchbill.connectors.kubernetes.ContainerKind;
import watchbill.connectors.kubernetes.ContainerView;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.Termination;
import watchbill.connectors.kubernetes.WatchHealth;
import watchbill.connectors.kubernetes.WatchListener;
import watchbill.core.AgentIdentity;
import watchbill.core.AgentKey;
import watchbill.core.ClusterFact;
import watchbill.core.ClusterFact.EndReason;
import watchbill.core.port.ActivityIntake;

/// Tells the core what happens to pods: each end of a container, each crash loop and each return to
/// readiness once, however often the pod is seen. What a pod's status says when it is first seen is
/// told too, with its own date.
///
/// Kubernetes keeps only the last end of a container, so of several between two looks one is told.
/// Owned by the watch's thread.
public final class PodFacts implements WatchListener<PodView> {
  /// What the kubelet calls a container that it will start again only later
  /// (https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restarts).
  private static final String CRASH_LOOP = "CrashLoopBackOff";

  private final AgentIdentity identity;
  private final ActivityIntake intake;
  private Map<String, PodMemory> pods = new HashMap<>();

  /// Facts about the agents that `identity` sees in pods.
  public PodFacts(AgentIdentity identity, ActivityIntake intake) {
    this.identity = identity;
    this.intake = intake;
  }

  @Override
  public void onReplace(List<PodView> now, long heardAtMillis) throws InterruptedException {
    Map<String, PodMemory> before = pods;
    pods = new HashMap<>();
    for (PodView pod : now) {
      PodMemory known = before.get(pod.uid());
      if (known != null) {
        pods.put(pod.uid(), known);
      }
    }
    for (PodView pod : now) {
      onUpsert(pod, heardAtMillis);
    }
  }

  @Override
  public void onUpsert(PodView pod, long heardAtMillis) throws InterruptedException {
    PodMemory told = pods.computeIfAbsent(pod.uid(), _ -> new PodMemory());
    AgentKey agent = identity.agent(pod.namespace(), pod.name(), pod.labels());
    for (ContainerView container : pod.containers()) {
      tellEnd(agent, pod, container, told, heardAtMillis);
      tellCrashLoop(agent, pod, container, told, heardAtMillis);
    }
    if (told.isNewReadiness(pod.ready(), pod.readySinceMillis())) {
      long at = pod.readySinceMillis() < 0 ? heardAtMillis : pod.readySinceMillis();
      intake.hear(new ClusterFact.PodReady(agent, at, pod.name()), heardAtMillis);
    }
  }

  @Override
  public void onDelete(PodView pod, long heardAtMillis) throws InterruptedException {
    onUpsert(pod, heardAtMillis);
    pods.remove(pod.uid());
  }

  @Override
  public void onHealth(WatchHealth health) {}

  private void tellEnd(
      AgentKey agent, PodView pod, ContainerView container, PodMemory told, long heardAtMillis)
      throws InterruptedException {
    Termination end = container.lastTermination();
    if (end == null || !told.isNewEnd(container.name(), end)) {
      return;
    }
    if (container.kind() == ContainerKind.INIT && end.exitCode() == 0) {
      return;
    }
    long at = end.finishedAtMillis() < 0 ? heardAtMillis : end.finishedAtMillis();
    intake.hear(
        new ClusterFact.ContainerEnded(agent, at, pod.name(), container.name(), reasonOf(end)),
        heardAtMillis);
  }

  private void tellCrashLoop(
      AgentKey agent, PodView pod, ContainerView container, PodMemory told, long heardAtMillis)
      throws InterruptedException {
    boolean loops = container.waitingReason().equals(CRASH_LOOP);
    if (!told.isNewCrashLoop(container.name(), loops, container.restartCount())) {
      return;
    }
    Termination end = container.lastTermination();
    long at = end == null || end.finishedAtMillis() < 0 ? heardAtMillis : end.finishedAtMillis();
    intake.hear(
        new ClusterFact.CrashLooping(agent, at, pod.name(), container.name()), heardAtMillis);
  }

  /// The runtimes say `OOMKilled` of a container in which the kernel killed any process, even
  /// earlier and even one that ended well later; only with the status of SIGKILL was it the
  /// container itself (kubernetes/kubernetes#140718, #131530).
  private static EndReason reasonOf(Termination end) {
    if (end.reason().equals("OOMKilled") && end.exitCode() == 137) {
      return EndReason.OOM_KILLED;
    }
    return end.exitCode() == 0 ? EndReason.COMPLETED : EndReason.ERROR;
  }
}

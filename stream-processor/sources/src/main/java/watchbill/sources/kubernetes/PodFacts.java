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
import watchbill.core.ClusterFact.PodBlock;
import watchbill.core.ClusterFact.PodLoss;
import watchbill.core.port.ActivityIntake;

/// Tells the core what happens to pods: each end of a container, each crash loop, what holds a pod
/// up, how it is lost, and each step on its way to being ready, once, however often the pod is
/// seen. What a pod's status says when it is first seen is told too, with its own date. That a pod
/// is not ready is told every ten minutes while it lasts.
///
/// Kubernetes keeps only the last end of a container, so of several between two looks one is told.
/// Owned by the watch's thread.
public final class PodFacts implements WatchListener<PodView> {
  private static final long TOLD_AGAIN_MILLIS = 600_000;

  private final AgentIdentity identity;
  private final ActivityIntake intake;
  private final KnownPods known;
  private Map<String, PodMemory> pods = new HashMap<>();
  private long toldAgainMillis;

  /// Facts about the agents that `identity` sees in pods.
  public PodFacts(AgentIdentity identity, ActivityIntake intake) {
    this(identity, intake, new KnownPods());
  }

  /// As above; keeps `known` up to date.
  public PodFacts(AgentIdentity identity, ActivityIntake intake, KnownPods known) {
    this.identity = identity;
    this.intake = intake;
    this.known = known;
  }

  @Override
  public void onReplace(List<PodView> now, long heardAtMillis) throws InterruptedException {
    Map<String, PodMemory> before = pods;
    pods = new HashMap<>();
    for (PodView pod : now) {
      PodMemory memory = before.remove(pod.uid());
      if (memory != null) {
        pods.put(pod.uid(), memory);
      }
    }
    for (Map.Entry<String, PodMemory> missing : before.entrySet()) {
      forget(missing.getKey(), missing.getValue(), heardAtMillis);
    }
    for (PodView pod : now) {
      onUpsert(pod, heardAtMillis);
    }
  }

  @Override
  public void onUpsert(PodView pod, long heardAtMillis) throws InterruptedException {
    AgentKey agent = identity.agent(pod.namespace(), pod.name(), pod.labels());
    PodMemory told = pods.computeIfAbsent(pod.uid(), _ -> new PodMemory(agent, pod.name()));
    for (ContainerView container : pod.containers()) {
      tellEnd(agent, pod, container, told, heardAtMillis);
      tellCrashLoop(agent, pod, container, told, heardAtMillis);
    }
    tellStanding(agent, pod, told, heardAtMillis);
    known.put(pod.uid(), agent);
  }

  @Override
  public void onDelete(PodView pod, long heardAtMillis) throws InterruptedException {
    onUpsert(pod, heardAtMillis);
    PodMemory told = pods.remove(pod.uid());
    if (told != null) {
      forget(pod.uid(), told, heardAtMillis);
    }
  }

  /// The watch says how it is about once a minute, also when no pod changes.
  @Override
  public void onHealth(WatchHealth health) throws InterruptedException {
    if (!health.up() || health.atMillis() - toldAgainMillis < TOLD_AGAIN_MILLIS) {
      return;
    }
    long at = health.atMillis();
    toldAgainMillis = at;
    for (PodMemory told : pods.values()) {
      if (told.isReady() || told.isGone()) {
        continue;
      }
      intake.hear(new ClusterFact.PodUnready(told.agent, at, told.pod), at);
      for (String container : told.looping()) {
        intake.hear(new ClusterFact.CrashLooping(told.agent, at, told.pod, container), at);
      }
    }
  }

  private void forget(String uid, PodMemory told, long heardAtMillis) throws InterruptedException {
    known.remove(uid);
    if (told.isNewlyGone()) {
      intake.hear(new ClusterFact.PodGone(told.agent, heardAtMillis, told.pod), heardAtMillis);
    }
  }

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
    intake.hear(
        new ClusterFact.ContainerEnded(
            agent,
            orHeard(end.finishedAtMillis(), heardAtMillis),
            pod.name(),
            container.name(),
            PodStatusFacts.reason(end),
            PodStatusFacts.memory(end)),
        heardAtMillis);
  }

  private void tellCrashLoop(
      AgentKey agent, PodView pod, ContainerView container, PodMemory told, long heardAtMillis)
      throws InterruptedException {
    boolean loops = PodStatusFacts.isCrashing(container);
    if (!told.isNewCrashLoop(container.name(), loops, container.restartCount())) {
      return;
    }
    Termination end = container.lastTermination();
    long at = end == null ? heardAtMillis : orHeard(end.finishedAtMillis(), heardAtMillis);
    intake.hear(
        new ClusterFact.CrashLooping(agent, at, pod.name(), container.name()), heardAtMillis);
  }

  /// Tells how far the pod has come and what is in its way, in the order in which it happens to
  /// one.
  private void tellStanding(AgentKey agent, PodView pod, PodMemory told, long heardAtMillis)
      throws InterruptedException {
    String name = pod.name();
    if (told.isNewlyScheduled(PodStatusFacts.isScheduled(pod))) {
      long at = orHeard(pod.status().scheduled().sinceMillis(), heardAtMillis);
      intake.hear(new ClusterFact.PodScheduled(agent, at, name, pod.node()), heardAtMillis);
    }
    PodBlock block = PodStatusFacts.block(pod);
    if (block != null && told.isNewBlock(block)) {
      long at = blockedAt(pod, block, heardAtMillis);
      String detail = PodStatusFacts.blockDetail(pod, block);
      intake.hear(new ClusterFact.PodBlocked(agent, at, name, block, detail), heardAtMillis);
    }
    if (told.isNewlyStarted(block == null && PodStatusFacts.hasRun(pod))) {
      intake.hear(new ClusterFact.PodStarted(agent, heardAtMillis, name), heardAtMillis);
    }
    boolean wasReady = told.isReady();
    if (told.isNewReadiness(pod.ready(), pod.readySinceMillis())) {
      long at = orHeard(pod.readySinceMillis(), heardAtMillis);
      intake.hear(new ClusterFact.PodReady(agent, at, name), heardAtMillis);
    } else if (wasReady && !told.isReady()) {
      intake.hear(new ClusterFact.PodUnready(agent, heardAtMillis, name), heardAtMillis);
    }
    tellEndOfPod(agent, pod, told, heardAtMillis);
  }

  private void tellEndOfPod(AgentKey agent, PodView pod, PodMemory told, long heardAtMillis)
      throws InterruptedException {
    PodLoss loss = PodStatusFacts.loss(pod);
    if (loss != null && told.isNewLoss(loss)) {
      String words = pod.status().message();
      String detail = words.isEmpty() ? pod.status().disruption().message() : words;
      long at = orHeard(pod.status().disruption().sinceMillis(), heardAtMillis);
      intake.hear(new ClusterFact.PodLost(agent, at, pod.name(), loss, detail), heardAtMillis);
    }
    if (PodStatusFacts.isOver(pod) && told.isNewlyGone()) {
      intake.hear(new ClusterFact.PodGone(agent, heardAtMillis, pod.name()), heardAtMillis);
    }
  }

  private static long blockedAt(PodView pod, PodBlock block, long heardAtMillis) {
    return block == PodBlock.UNSCHEDULABLE
        ? orHeard(pod.status().scheduled().sinceMillis(), heardAtMillis)
        : heardAtMillis;
  }

  private static long orHeard(long saidMillis, long heardAtMillis) {
    return saidMillis < 0 ? heardAtMillis : saidMillis;
  }
}

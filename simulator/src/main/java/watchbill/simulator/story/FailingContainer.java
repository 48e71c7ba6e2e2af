package watchbill.simulator.story;

import watchbill.core.ClusterFact;
import watchbill.core.ClusterFact.EndReason;

/// A container that ends, is started again, and ends again: killed for memory, or by itself. The
/// kubelet starts it at once the first time, then waits 10 s, doubled each time, at most 5 min.
/// Source: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
public final class FailingContainer implements Trouble {
  private static final long FIRST_BACKOFF_MILLIS = 10_000;
  private static final long LONGEST_BACKOFF_MILLIS = 300_000;
  private static final long START_MILLIS = 2_000;
  private static final Spread ALIVE_MILLIS = new Spread(8_000, 15_000, 25_000, 30_000, 40_000);

  private final TroubleKind kind;

  /// @param kind `OOM_LOOP` or `CRASH_LOOP`
  public FailingContainer(TroubleKind kind) {
    this.kind = kind;
  }

  @Override
  public void befall(HealthyWorker worker, Scene scene, long forMillis) {
    long untilMillis = scene.nowMillis() + forMillis;
    scene.plant(
        kind,
        kind == TroubleKind.OOM_LOOP
            ? "its container is killed for memory again and again"
            : "its container ends with an error again and again",
        () -> {
          for (int kills = 0; scene.nowMillis() < untilMillis; kills++) {
            worker.ask(scene);
            worker.nextCall(Tool.BASH, ToolCall.anyHash(scene)).begin(scene);
            scene.take(ALIVE_MILLIS);
            end(scene, kills, untilMillis);
            comeBack(worker, scene);
          }
        });
  }

  private void end(Scene scene, int killsBefore, long untilMillis) {
    boolean outOfMemory = kind == TroubleKind.OOM_LOOP;
    Persona who = scene.persona();
    SimulatedPod pod = scene.pod();
    long at = scene.atMillis();
    boolean crashLooping = killsBefore > 0;
    String container = pod.container().name();
    scene.say(
        new ClusterFact.ContainerEnded(
            who.key(),
            at,
            who.pod(),
            container,
            outOfMemory ? EndReason.OOM_KILLED : EndReason.ERROR));
    if (killsBefore + 1 == Limits.FAILURES) {
      scene.dueNow();
    }
    if (crashLooping) {
      scene.say(new ClusterFact.CrashLooping(who.key(), at, who.pod(), container));
    }
    scene.become(
        pod.with(
            false,
            pod.container()
                .ended(
                    outOfMemory ? "OOMKilled" : "Error",
                    outOfMemory ? 137 : 1,
                    at,
                    crashLooping ? "CrashLoopBackOff" : "")));
    long backoff =
        crashLooping
            ? Math.min(LONGEST_BACKOFF_MILLIS, FIRST_BACKOFF_MILLIS << Math.min(killsBefore - 1, 5))
            : 0;
    long soonest = scene.nowMillis() + START_MILLIS / scene.pace().speedUp();
    long latest = soonest + backoff / scene.pace().speedUp();
    scene.silenceUntil(Math.clamp(untilMillis, soonest, latest));
  }

  private static void comeBack(HealthyWorker worker, Scene scene) {
    SimulatedPod pod = scene.pod();
    scene.become(pod.with(true, pod.container().restarted()));
    scene.say(
        new ClusterFact.PodReady(scene.persona().key(), scene.atMillis(), scene.persona().pod()));
    worker.restart(scene);
  }
}

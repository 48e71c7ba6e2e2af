package watchbill.simulator.story;

import watchbill.core.ClusterFact;
import watchbill.core.ClusterFact.EndReason;
import watchbill.core.StuckCause;

/// A container that is killed for memory, started again, and killed again. The kubelet starts it at
/// once the first time, then waits 10 s, doubled each time, at most 5 min. Source:
/// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
public final class OomLoop implements Trouble {
  private static final long FIRST_BACKOFF_MILLIS = 10_000;
  private static final long LONGEST_BACKOFF_MILLIS = 300_000;
  private static final long START_MILLIS = 2_000;
  private static final Spread ALIVE_MILLIS = new Spread(8_000, 15_000, 25_000, 30_000, 40_000);

  @Override
  public void befall(HealthyWorker worker, Scene scene, long forMillis) {
    long untilMillis = scene.nowMillis() + forMillis;
    scene.plant(
        StuckCause.OOM_KILLED,
        "its container is killed for memory again and again",
        () -> {
          for (int kills = 0; scene.nowMillis() < untilMillis; kills++) {
            worker.ask(scene);
            worker.nextCall(Tool.BASH, ToolCall.anyHash(scene)).begin(scene);
            scene.take(ALIVE_MILLIS);
            kill(scene, kills, untilMillis);
            comeBack(worker, scene);
          }
        });
  }

  private static void kill(Scene scene, int killsBefore, long untilMillis) {
    Persona who = scene.persona();
    SimulatedPod pod = scene.pod();
    long at = scene.atMillis();
    boolean crashLooping = killsBefore > 0;
    String container = pod.container().name();
    scene.say(
        new ClusterFact.ContainerEnded(who.key(), at, who.pod(), container, EndReason.OOM_KILLED));
    if (crashLooping) {
      scene.say(new ClusterFact.CrashLooping(who.key(), at, who.pod(), container));
    }
    scene.become(
        pod.with(false, pod.container().outOfMemory(at, crashLooping ? "CrashLoopBackOff" : "")));
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

package watchbill.sources.kubernetes;

import java.util.ArrayList;
import java.util.List;
import watchbill.core.Activity;
import watchbill.core.ClusterFact;
import watchbill.core.port.ActivityIntake;

/// Writes down what facts are told, one line each.
final class Facts implements ActivityIntake {
  private final List<String> lines = new ArrayList<>();

  List<String> lines() {
    return lines;
  }

  @Override
  public void hear(Activity activity) {
    throw new AssertionError("a cluster has no activity, have " + activity);
  }

  @Override
  public void hear(ClusterFact fact, long heardAtMillis) {
    String what =
        switch (fact) {
          case ClusterFact.ContainerEnded ended ->
              ended.container() + " ended " + ended.reason() + ", memory " + ended.memory();
          case ClusterFact.CrashLooping looping -> looping.container() + " loops";
          case ClusterFact.PodScheduled scheduled -> "scheduled on " + scheduled.node();
          case ClusterFact.PodStarted _ -> "started";
          case ClusterFact.PodReady _ -> "ready";
          case ClusterFact.PodUnready _ -> "unready";
          case ClusterFact.PodBlocked blocked -> blocked.why() + ": " + blocked.detail();
          case ClusterFact.PodLost lost -> lost.how() + ": " + lost.detail();
          case ClusterFact.PodGone _ -> "gone";
        };
    lines.add(fact.agent().agent() + "/" + fact.pod() + " " + what + " at " + fact.atMillis());
  }
}

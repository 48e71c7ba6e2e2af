package watchbill.core.rules;

import org.jspecify.annotations.Nullable;
import watchbill.core.ClusterFact.PodBlock;
import watchbill.core.ClusterFact.PodLoss;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// How one pod of an agent stands, by what the cluster told of it. Mutable; owned by its
/// [AgentPods]. `since` is in the time in which facts are heard, `at` by the cluster's clock, both
/// in milliseconds since the epoch; 0 for never.
final class PodStanding {
  /// How far a pod has come; it does not go back.
  enum Stage {
    NEW,
    SCHEDULED,
    STARTED,
    READY
  }

  final String pod;
  Stage stage = Stage.NEW;

  /// When a node took it.
  long scheduledAtMillis;

  /// Whether it is ready now.
  boolean ready;

  /// When it became ready last.
  long readyAtMillis;

  @Nullable PodBlock block;
  long blockedSinceMillis;
  long blockedAtMillis;
  String blockDetail = "";

  /// When it was last told that it is not ready.
  long toldSinceMillis;

  @Nullable PodLoss loss;
  long lostSinceMillis;
  long lostAtMillis;
  String lossDetail = "";

  /// When it was told that it is no more.
  long goneSinceMillis;

  PodStanding(String pod) {
    this.pod = pod;
  }

  /// A pod of the same name after this one was lost, or before it is known how it ended.
  PodStanding successor() {
    PodStanding successor = new PodStanding(pod);
    successor.loss = loss;
    successor.lostSinceMillis = lostSinceMillis;
    successor.lostAtMillis = lostAtMillis;
    successor.lossDetail = lossDetail;
    successor.goneSinceMillis = goneSinceMillis;
    return successor;
  }

  /// Takes word that the pod has come as far as this.
  void reached(Stage other) {
    if (other.compareTo(stage) > 0) {
      stage = other;
    }
    if (block != null && !isPossible(block)) {
      block = null;
    }
  }

  /// Whether a pod that has come so far can still be held up so. An image may have to be pulled
  /// again when a container restarts.
  boolean isPossible(PodBlock other) {
    return switch (other) {
      case UNSCHEDULABLE -> stage == Stage.NEW;
      case VOLUME_NOT_MOUNTED -> stage.compareTo(Stage.STARTED) < 0;
      case IMAGE_PULL -> true;
      case PROBE_FAILED -> stage != Stage.READY;
    };
  }

  void save(StateOutput out) {
    out.text(pod);
    out.name(stage);
    out.number(scheduledAtMillis);
    out.number(ready ? 1 : 0);
    out.number(readyAtMillis);
    out.name(block);
    out.number(blockedSinceMillis);
    out.number(blockedAtMillis);
    out.text(blockDetail);
    out.number(toldSinceMillis);
    out.name(loss);
    out.number(lostSinceMillis);
    out.number(lostAtMillis);
    out.text(lossDetail);
    out.number(goneSinceMillis);
  }

  static PodStanding restore(StateInput in) {
    PodStanding standing = new PodStanding(in.text());
    Stage stage = in.name(Stage.class);
    standing.stage = stage == null ? Stage.NEW : stage;
    standing.scheduledAtMillis = in.number();
    standing.ready = in.number() == 1;
    standing.readyAtMillis = in.number();
    standing.block = in.name(PodBlock.class);
    standing.blockedSinceMillis = in.number();
    standing.blockedAtMillis = in.number();
    standing.blockDetail = in.text();
    standing.toldSinceMillis = in.number();
    standing.loss = in.name(PodLoss.class);
    standing.lostSinceMillis = in.number();
    standing.lostAtMillis = in.number();
    standing.lossDetail = in.text();
    standing.goneSinceMillis = in.number();
    return standing;
  }
}

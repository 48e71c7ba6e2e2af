package watchbill.core.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import watchbill.core.ClusterFact;
import watchbill.core.ClusterFact.PodBlock;
import watchbill.core.ClusterFact.PodLoss;
import watchbill.core.rules.PodStanding.Stage;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// The pods of one agent, and where it is at home. Owned by its [AgentState]; times are those at
/// which events and facts were heard, in milliseconds since the epoch.
///
/// An agent, its pods and its sessions are different things: an agent may have several pods, share
/// one, or move. So a pod explains an agent's silence only if the agent has no pod that is ready,
/// is not at home in another one, and was not heard after the trouble began.
///
/// Bounded: of more than [#PODS] pods the one that was heard of longest ago is forgotten.
final class AgentPods {
  /// Each takes about 150 bytes and, while it is in trouble, up to [#DETAIL] characters.
  static final int PODS = 8;

  static final int DETAIL = 240;

  /// How long after its pod is lost or held up an agent's last words may still come in.
  private static final long LAST_WORDS_MILLIS = 120_000;

  /// For how long it is believed that a pod is held up when nobody says so again; the pods' source
  /// says so every ten minutes.
  static final long BELIEVED_MILLIS = 1_800_000;

  private final List<PodStanding> pods = new ArrayList<>(0);
  private String home = "";
  private long heardMillis;

  /// The pod in which the session that began last runs, as far as one goes on and said; else empty.
  String home() {
    return home;
  }

  /// Whether the agent itself was ever heard.
  boolean hasSpoken() {
    return heardMillis > 0;
  }

  /// When the agent was last heard, whatever it said; 0 for never.
  long heardMillis() {
    return heardMillis;
  }

  /// The agent was heard.
  void heard(long nowMillis) {
    heardMillis = nowMillis;
  }

  /// A session began, in this pod if it says so: the agent is there, whatever became of other pods.
  void moved(String pod) {
    home = pod;
    for (PodStanding standing : pods) {
      standing.loss = null;
      if (pod.isEmpty() || standing.pod.equals(pod)) {
        standing.block = null;
      }
    }
  }

  /// The last session ended.
  void left() {
    home = "";
  }

  /// Takes a fact about one of the pods. What was told before, or cannot be any more, changes
  /// nothing.
  void learn(ClusterFact fact, long nowMillis) {
    switch (fact) {
      case ClusterFact.ContainerEnded _, ClusterFact.CrashLooping _ -> {}
      case ClusterFact.PodScheduled scheduled -> {
        PodStanding standing = standingAt(fact.pod(), scheduled.atMillis());
        standing.scheduledAtMillis = scheduled.atMillis();
        standing.reached(Stage.SCHEDULED);
      }
      case ClusterFact.PodStarted _ -> {
        PodStanding standing = standing(fact.pod());
        standing.reached(Stage.STARTED);
        if (standing.block == PodBlock.IMAGE_PULL) {
          standing.block = null;
        }
      }
      case ClusterFact.PodReady ready -> ready(standing(fact.pod()), ready.atMillis());
      case ClusterFact.PodUnready _ -> {
        PodStanding standing = standing(fact.pod());
        standing.ready = false;
        standing.toldSinceMillis = nowMillis;
      }
      case ClusterFact.PodBlocked blocked -> {
        PodStanding standing =
            blocked.why() == PodBlock.UNSCHEDULABLE
                ? standingAt(fact.pod(), blocked.atMillis())
                : standing(fact.pod());
        blocked(standing, blocked, nowMillis);
      }
      case ClusterFact.PodLost lost -> lost(standing(fact.pod()), lost, nowMillis);
      case ClusterFact.PodGone _ -> gone(fact.pod(), nowMillis);
    }
  }

  /// What explains the agent's silence; null when nothing does. Of several, what still stands goes
  /// before what has happened, and then the latest.
  @Nullable PodTrouble trouble(long nowMillis) {
    PodTrouble best = null;
    boolean homeless = home.isEmpty();
    for (PodStanding standing : pods) {
      if (standing.ready) {
        return null;
      }
      homeless |= standing.loss != null && standing.pod.equals(home);
    }
    for (PodStanding standing : pods) {
      if (!homeless && !standing.pod.equals(home)) {
        continue;
      }
      PodTrouble one = troubleOf(standing, nowMillis);
      if (one != null
          && heardMillis <= one.sinceMillis() + LAST_WORDS_MILLIS
          && (best == null || weighs(one, best))) {
        best = one;
      }
    }
    return best;
  }

  /// The next moment at which [#trouble] changes if nothing more is told, or [Rule#NEVER].
  long nextChange(long nowMillis) {
    long next = Rule.NEVER;
    for (PodStanding standing : pods) {
      long until = standing.toldSinceMillis + BELIEVED_MILLIS;
      if (standing.block != null && until > nowMillis) {
        next = Math.min(next, until);
      }
    }
    return next;
  }

  private static @Nullable PodTrouble troubleOf(PodStanding standing, long nowMillis) {
    boolean neverReady = standing.stage != Stage.READY;
    PodBlock block = standing.block;
    long until = standing.toldSinceMillis + BELIEVED_MILLIS;
    if (block != null && until > nowMillis) {
      return new PodTrouble(
          block.cause(),
          standing.pod,
          standing.blockedSinceMillis,
          standing.blockedAtMillis,
          until,
          false,
          neverReady,
          standing.blockDetail);
    }
    PodLoss loss = standing.loss;
    return loss == null
        ? null
        : new PodTrouble(
            loss.cause(),
            standing.pod,
            Math.max(standing.lostSinceMillis, standing.goneSinceMillis),
            standing.lostAtMillis,
            Rule.NEVER,
            true,
            neverReady,
            standing.lossDetail);
  }

  private static boolean weighs(PodTrouble one, PodTrouble other) {
    return one.lost() == other.lost() ? one.sinceMillis() > other.sinceMillis() : other.lost();
  }

  private void ready(PodStanding standing, long atMillis) {
    standing.reached(Stage.READY);
    standing.readyAtMillis = Math.max(standing.readyAtMillis, atMillis);
    standing.block = null;
    for (PodStanding one : pods) {
      if (one.lostAtMillis < atMillis) {
        // The agent is back, in this pod or another.
        one.loss = null;
      }
    }
    standing.ready = standing.loss == null;
  }

  private static void blocked(
      PodStanding standing, ClusterFact.PodBlocked blocked, long nowMillis) {
    if (!standing.isPossible(blocked.why())) {
      return;
    }
    if (standing.block != blocked.why()) {
      standing.block = blocked.why();
      standing.blockedSinceMillis = nowMillis;
      standing.blockedAtMillis = blocked.atMillis();
    }
    standing.blockedAtMillis = Math.min(standing.blockedAtMillis, blocked.atMillis());
    standing.blockDetail = shortened(blocked.detail());
    standing.toldSinceMillis = nowMillis;
    standing.ready = false;
  }

  private static void lost(PodStanding standing, ClusterFact.PodLost lost, long nowMillis) {
    if (standing.loss == lost.how()
        || lost.atMillis() <= standing.lostAtMillis
        || lost.atMillis() <= standing.readyAtMillis) {
      return;
    }
    standing.loss = lost.how();
    standing.lostSinceMillis = nowMillis;
    standing.lostAtMillis = lost.atMillis();
    standing.lossDetail = shortened(lost.detail());
    standing.ready = false;
  }

  private void gone(String pod, long nowMillis) {
    if (home.equals(pod)) {
      home = "";
    }
    PodStanding ended = take(pod);
    if (ended != null && ended.loss != null) {
      PodStanding successor = ended.successor();
      successor.goneSinceMillis = nowMillis;
      pods.add(successor);
    }
  }

  /// What is known of a pod that waits for a node, or gets one, at this moment of the cluster's
  /// clock. One that got its node before is another pod of the same name, whose end was not told.
  private PodStanding standingAt(String pod, long atMillis) {
    PodStanding known = standing(pod);
    if (known.scheduledAtMillis == 0 || atMillis <= known.scheduledAtMillis) {
      return known;
    }
    PodStanding successor = known.successor();
    pods.set(pods.size() - 1, successor);
    return successor;
  }

  /// What is known of one pod; becomes the one that was heard of last.
  private PodStanding standing(String pod) {
    PodStanding known = take(pod);
    if (known == null && pods.size() == PODS) {
      pods.removeFirst();
    }
    PodStanding standing = known == null ? new PodStanding(pod) : known;
    pods.add(standing);
    return standing;
  }

  /// Removes a pod; null when it is not known.
  private @Nullable PodStanding take(String pod) {
    for (int i = 0; i < pods.size(); i++) {
      if (pods.get(i).pod.equals(pod)) {
        return pods.remove(i);
      }
    }
    return null;
  }

  private static String shortened(String detail) {
    return detail.length() <= DETAIL ? detail : detail.substring(0, DETAIL - 3) + "...";
  }

  void save(StateOutput out) {
    out.text(home);
    out.number(heardMillis);
    out.number(pods.size());
    pods.forEach(standing -> standing.save(out));
  }

  void restore(StateInput in) {
    home = in.text();
    heardMillis = in.number();
    for (int left = in.count(); left > 0; left--) {
      pods.add(PodStanding.restore(in));
    }
  }
}

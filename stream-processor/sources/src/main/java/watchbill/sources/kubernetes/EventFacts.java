package watchbill.sources.kubernetes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.EventView;
import watchbill.connectors.kubernetes.Shortage;
import watchbill.connectors.kubernetes.WatchHealth;
import watchbill.connectors.kubernetes.WatchListener;
import watchbill.core.AgentKey;
import watchbill.core.ClusterFact;
import watchbill.core.ClusterFact.PodBlock;
import watchbill.core.ClusterFact.PodLoss;
import watchbill.core.port.ActivityIntake;

/// Tells the core what only events say of pods: volumes that are not mounted, probes that fail,
/// nodes that do not answer, and why no node takes a pod. What a pod's status says by itself (how
/// containers ended, crash loops, images) is left to [PodFacts].
///
/// An event is told again when it happened again, which its counts and times say, and not when it
/// is only listed again. An event may come before its pod is known: it waits. None may ever come,
/// and nothing rests on that.
///
/// Bounded: the last [#REMEMBERED] events are told apart, [#WAITING] wait. Owned by the watch's
/// thread.
public final class EventFacts implements WatchListener<EventView> {
  private static final int REMEMBERED = 16_384;
  private static final int WAITING = 4_096;
  private static final int GROWTHS = 8;

  private record Occurrence(long times, long lastMillis) {}

  private final KnownPods pods;
  private final ActivityIntake intake;
  private final Map<String, Occurrence> told = bounded(REMEMBERED);
  private final Map<String, EventView> waiting = bounded(WAITING);
  private final Map<String, EventView> growths = bounded(GROWTHS);

  /// Facts about the agents of these pods.
  public EventFacts(KnownPods pods, ActivityIntake intake) {
    this.pods = pods;
    this.intake = intake;
  }

  @Override
  public void onReplace(List<EventView> now, long heardAtMillis) throws InterruptedException {
    for (EventView event : now) {
      onUpsert(event, heardAtMillis);
    }
  }

  @Override
  public void onUpsert(EventView event, long heardAtMillis) throws InterruptedException {
    if (!isNews(event)) {
      return;
    }
    switch (EventMeaning.of(event)) {
      case NOTHING, IMAGE_PULL, CRASH_LOOP -> {}
      case CLUSTER_GROWS -> growths.put(event.uid(), event);
      case UNSCHEDULABLE, VOLUME_NOT_MOUNTED, PROBE_FAILED, EVICTED, PREEMPTED, NODE_LOST -> {
        AgentKey agent = pods.agent(event.podUid());
        if (agent == null) {
          waiting.put(event.uid(), event);
        } else {
          tell(agent, event, heardAtMillis);
        }
      }
    }
  }

  /// The API server forgets events after an hour; that is no news.
  @Override
  public void onDelete(EventView event, long heardAtMillis) {
    waiting.remove(event.uid());
  }

  @Override
  public void onHealth(WatchHealth health) throws InterruptedException {
    if (waiting.isEmpty()) {
      return;
    }
    for (EventView event : List.copyOf(waiting.values())) {
      AgentKey agent = pods.agent(event.podUid());
      if (agent != null) {
        waiting.remove(event.uid());
        tell(agent, event, health.atMillis());
      }
    }
  }

  private boolean isNews(EventView event) {
    Occurrence now = new Occurrence(event.times(), event.lastMillis());
    Occurrence before = told.put(event.uid(), now);
    return before == null || now.times() > before.times() || now.lastMillis() > before.lastMillis();
  }

  private void tell(AgentKey agent, EventView event, long heardAtMillis)
      throws InterruptedException {
    long at = event.lastMillis() < 0 ? heardAtMillis : event.lastMillis();
    ClusterFact fact =
        switch (EventMeaning.of(event)) {
          case UNSCHEDULABLE -> blocked(agent, at, event, PodBlock.UNSCHEDULABLE);
          case VOLUME_NOT_MOUNTED -> blocked(agent, at, event, PodBlock.VOLUME_NOT_MOUNTED);
          case PROBE_FAILED -> blocked(agent, at, event, PodBlock.PROBE_FAILED);
          case EVICTED -> lost(agent, at, event, PodLoss.EVICTED);
          case PREEMPTED -> lost(agent, at, event, PodLoss.PREEMPTED);
          case NODE_LOST -> lost(agent, at, event, PodLoss.NODE_LOST);
          case NOTHING, IMAGE_PULL, CRASH_LOOP, CLUSTER_GROWS -> null;
        };
    if (fact != null) {
      intake.hear(fact, heardAtMillis);
    }
  }

  private ClusterFact blocked(AgentKey agent, long at, EventView event, PodBlock why) {
    String detail =
        why == PodBlock.UNSCHEDULABLE
            ? grownElsewhere(event) + Shortage.detail(event.message())
            : event.message();
    return new ClusterFact.PodBlocked(agent, at, event.pod(), why, detail);
  }

  private static ClusterFact lost(AgentKey agent, long at, EventView event, PodLoss how) {
    return new ClusterFact.PodLost(agent, at, event.pod(), how, event.message());
  }

  /// A pod that waits for a GPU while machines are added for other pods waits in vain: the
  /// autoscaler grows another pool.
  private String grownElsewhere(EventView event) {
    if (!Shortage.of(event.message()).contains(Shortage.GPU)) {
      return "";
    }
    for (EventView growth : growths.values()) {
      if (!growth.podUid().equals(event.podUid())
          && growth.lastMillis() >= event.firstMillis()
          && growth.lastMillis() <= event.lastMillis()) {
        return "machines without a GPU were added meanwhile; ";
      }
    }
    return "";
  }

  private static <V> Map<String, V> bounded(int most) {
    return new Recent<>(most);
  }

  /// Forgets what was put in first.
  private static final class Recent<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1;
    private final int most;

    private Recent(int most) {
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.@Nullable Entry<String, V> eldest) {
      return size() > most;
    }
  }
}

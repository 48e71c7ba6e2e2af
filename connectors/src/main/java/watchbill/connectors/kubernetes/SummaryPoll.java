package watchbill.connectors.kubernetes;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.connectors.poll.Poll;

/// Asks the kubelets of a cluster, through its API server, what their pods and the volumes of these
/// use, again and again until it is stopped. One virtual thread makes all calls to the listeners.
///
/// After each round both listeners are told complete lists: of each node that answered, and of each
/// that did not, its last answer, until that is too old. Each node that does not answer is an
/// error; when none does, that is one, and the source is down. It needs the right to `nodes/proxy`,
/// of which [UsePoll] says why it is dangerous.
public final class SummaryPoll implements AutoCloseable {
  /// What asking takes, once the nodes are known.
  public static final Right RIGHT = new Right("", "nodes/proxy", List.of("get"), false);

  private static final Logger LOG = LoggerFactory.getLogger(SummaryPoll.class);

  /// How long the first round waits for the nodes, in steps.
  private static final Duration STEP = Duration.ofMillis(200);

  private static final int STEPS = 50;

  private final Supplier<@Nullable List<NodeView>> nodes;
  private final WatchListener<PodUse> pods;
  private final WatchListener<VolumeUse> volumes;
  private final InstantSource clock;
  private final long staleAfterMillis;
  private final HealthLog health;
  private final SummaryRound round;
  private final Poll poll;
  private final Map<String, Answered> answers = new HashMap<>();
  private String silence = "";

  private record Answered(NodeSummary summary, long atMillis) {}

  /// How to ask.
  ///
  /// @param every the pause after each round
  /// @param patience for each node's answer
  /// @param staleAfter a node's last answer is not told any more when it is older
  public record Pace(Duration every, Duration patience, Duration staleAfter) {}

  /// A poll that is not started yet.
  ///
  /// @param nodes those that there are; null while they are unknown
  public SummaryPoll(
      Cluster cluster,
      Pace pace,
      Supplier<@Nullable List<NodeView>> nodes,
      WatchListener<PodUse> pods,
      WatchListener<VolumeUse> volumes) {
    this(cluster, pace, nodes, pods, volumes, InstantSource.system());
  }

  SummaryPoll(
      Cluster cluster,
      Pace pace,
      Supplier<@Nullable List<NodeView>> nodes,
      WatchListener<PodUse> pods,
      WatchListener<VolumeUse> volumes,
      InstantSource clock) {
    this.nodes = nodes;
    this.pods = pods;
    this.volumes = volumes;
    this.clock = clock;
    this.staleAfterMillis = pace.staleAfter().toMillis();
    this.health = new HealthLog(clock);
    this.round = new SummaryRound(new ApiQuestion(cluster, pace.patience()));
    this.poll = new Poll("kubelet", pace.every(), this::ask, new Unheard());
  }

  /// Starts the thread; may be called once.
  public void start() {
    poll.start();
  }

  /// Ends the thread and its requests. Nothing is told after it returned.
  @Override
  public void close() {
    poll.close();
  }

  private void ask() throws IOException, InterruptedException {
    try {
      List<NodeView> asked = nodes();
      keep(asked, round.ask(asked));
      health.setUp(true);
    } catch (IOException | RuntimeException failure) {
      health.setUp(false);
      health.failed(OneLine.of(failure));
      tellHealth();
      throw failure;
    }
    tellHealth();
  }

  private void tellHealth() throws InterruptedException {
    WatchHealth now = health.health();
    pods.onHealth(now);
    volumes.onHealth(now);
  }

  private List<NodeView> nodes() throws IOException, InterruptedException {
    for (int step = 0; step < STEPS; step++) {
      List<NodeView> known = nodes.get();
      if (known != null) {
        return known;
      }
      TimeUnit.NANOSECONDS.sleep(STEP.toNanos());
    }
    throw new IOException("want the cluster's nodes, have none listed yet");
  }

  private void keep(List<NodeView> asked, SummaryRound.Result result)
      throws IOException, InterruptedException {
    long now = clock.millis();
    answers.keySet().retainAll(asked.stream().map(NodeView::name).toList());
    result.summaries().forEach((node, summary) -> answers.put(node, new Answered(summary, now)));
    answers.values().removeIf(answer -> now - answer.atMillis() > staleAfterMillis);
    tell();
    report(asked.size(), result.silent());
  }

  private void tell() throws InterruptedException {
    List<PodUse> podUses = new ArrayList<>();
    Map<List<String>, VolumeUse> newest = new HashMap<>();
    for (Answered answer : answers.values()) {
      podUses.addAll(answer.summary().pods());
      for (VolumeUse use : answer.summary().volumes()) {
        newest.merge(
            List.of(use.namespace(), use.claim()),
            use,
            (one, other) -> one.atMillis() >= other.atMillis() ? one : other);
      }
    }
    long now = health.nowMillis();
    pods.onReplace(podUses, now);
    volumes.onReplace(List.copyOf(newest.values()), now);
  }

  /// @throws IOException when there are nodes and none answered
  private void report(int asked, Map<String, String> silent) throws IOException {
    if (silent.isEmpty()) {
      health.heard();
      silence = "";
      return;
    }
    String said = silent.size() + " of " + asked + " nodes did not answer: " + some(silent);
    if (silent.size() == asked) {
      throw new IOException(said);
    }
    health.heard();
    silent.values().forEach(health::failed);
    if (!silence.equals(String.join(" ", silent.keySet()))) { // a node may be down for days
      LOG.warn("kubelet: {}", said);
    }
    silence = String.join(" ", silent.keySet());
  }

  private static String some(Map<String, String> silent) {
    Collection<String> few =
        silent.entrySet().stream()
            .limit(2)
            .map(node -> node.getKey() + ": " + node.getValue())
            .toList();
    return String.join("; ", few) + (silent.size() > few.size() ? "; ..." : "");
  }

  /// The listeners hear by their health.
  private static final class Unheard implements Poll.Listener {
    @Override
    public void answered() {}

    @Override
    public void failed(String why) {}
  }
}

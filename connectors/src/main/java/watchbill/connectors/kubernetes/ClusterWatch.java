package watchbill.connectors.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.connectors.poll.OwnThread;

/// Lists the objects of one kind in a cluster and then watches them, until it is stopped: one
/// virtual thread, which makes all calls to the listener. It never gives up: whatever fails is
/// tried again, first from the version taken last and, if the server no longer knows that, with a
/// new list. A list that fails leaves standing what was told before.
///
/// We do not use the client's informers: they keep every object, and have died silently
/// (fabric8io/kubernetes-client#4781, #7435).
public final class ClusterWatch<V extends ClusterObject> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);

  private final Right right;
  private final String plural;
  private final WatchListener<V> listener;
  private final BlockingQueue<Heard<V>> queue = new LinkedBlockingQueue<>();
  private final List<WatchedScope<V>> scopes = new ArrayList<>();
  private final HealthLog health;
  private final Pause pause;
  private final OwnThread thread;

  private ClusterWatch(
      Kind<?, V> kind, Cluster cluster, WatchConfig config, WatchListener<V> listener) {
    this.right = kind.what().right();
    this.plural = kind.plural();
    this.listener = listener;
    this.health = new HealthLog(InstantSource.system());
    RandomGenerator random = RandomGenerator.getDefault();
    this.pause = new Pause(config.minPause(), config.maxPause(), random);
    Set<String> namespaces = config.namespaces().isEmpty() ? Set.of("") : config.namespaces();
    for (String namespace : namespaces) {
      Scope<?, V> scope = new Scope<>(kind, namespace, cluster.client(), config);
      scopes.add(new WatchedScope<>(scope, config, queue, random));
    }
    this.thread = new OwnThread(plural + "-watch", this::run);
  }

  /// A watch of pods that is not started yet.
  public static ClusterWatch<PodView> pods(
      Cluster cluster, WatchConfig config, WatchListener<PodView> listener) {
    return new ClusterWatch<>(Kind.pods(config.labelKeys()), cluster, config, listener);
  }

  /// A watch of nodes that is not started yet; its config must select no namespaces.
  public static ClusterWatch<NodeView> nodes(
      Cluster cluster, WatchConfig config, WatchListener<NodeView> listener) {
    return new ClusterWatch<>(Kind.nodes(), cluster, config, listener);
  }

  /// A watch of the claims of volumes that is not started yet.
  public static ClusterWatch<ClaimView> claims(
      Cluster cluster, WatchConfig config, WatchListener<ClaimView> listener) {
    return new ClusterWatch<>(Kind.claims(config.labelKeys()), cluster, config, listener);
  }

  /// A watch of StatefulSets that is not started yet.
  public static ClusterWatch<WorkloadView> statefulSets(
      Cluster cluster, WatchConfig config, WatchListener<WorkloadView> listener) {
    return new ClusterWatch<>(Kind.statefulSets(), cluster, config, listener);
  }

  /// A watch of Deployments that is not started yet.
  public static ClusterWatch<WorkloadView> deployments(
      Cluster cluster, WatchConfig config, WatchListener<WorkloadView> listener) {
    return new ClusterWatch<>(Kind.deployments(), cluster, config, listener);
  }

  /// A watch of PodDisruptionBudgets that is not started yet.
  public static ClusterWatch<DisruptionBudgetView> disruptionBudgets(
      Cluster cluster, WatchConfig config, WatchListener<DisruptionBudgetView> listener) {
    return new ClusterWatch<>(Kind.disruptionBudgets(), cluster, config, listener);
  }

  /// A watch of HorizontalPodAutoscalers that is not started yet.
  public static ClusterWatch<AutoscalerView> autoscalers(
      Cluster cluster, WatchConfig config, WatchListener<AutoscalerView> listener) {
    return new ClusterWatch<>(Kind.autoscalers(), cluster, config, listener);
  }

  /// A watch of the events about pods that is not started yet; its config must select no labels,
  /// since events have none.
  public static ClusterWatch<EventView> events(
      Cluster cluster, WatchConfig config, WatchListener<EventView> listener) {
    return new ClusterWatch<>(Kind.events(), cluster, config, listener);
  }

  /// Starts the thread; may be called once.
  public void start() {
    thread.start();
  }

  /// Ends the thread and its requests. Nothing is told after it returned; the cluster's client
  /// stays open.
  @Override
  public void close() {
    thread.close();
  }

  private void run() {
    try {
      while (true) {
        try {
          list();
          follow();
          TimeUnit.NANOSECONDS.sleep(pause.nextNanos());
        } catch (KubernetesClientException failure) {
          retryAfter("listing " + plural, OneLine.of(failure, "list", right));
        } catch (RuntimeException bug) {
          LOG.error("watching {}: going on with a new list", plural, bug);
          retryAfter("watching " + plural, OneLine.of(bug));
        }
      }
    } catch (InterruptedException stopped) {
      LOG.debug("stopped watching {}", plural);
    } finally {
      scopes.forEach(WatchedScope::close);
    }
  }

  /// Lists all scopes and tells them as one set.
  private void list() throws InterruptedException {
    List<V> objects = new ArrayList<>();
    for (WatchedScope<V> scope : scopes) {
      scope.close();
    }
    queue.clear();
    for (WatchedScope<V> scope : scopes) {
      scope.listed(scope.scope().list(objects), System.nanoTime());
    }
    long heardAtMillis = health.heard();
    listener.onReplace(List.copyOf(objects), heardAtMillis);
    tellHealth();
  }

  /// Takes what the watches tell, and opens them again as they end; returns when only a new list
  /// helps.
  private void follow() throws InterruptedException {
    while (true) {
      thread.throwIfStopped();
      for (WatchedScope<V> scope : scopes) {
        if (scope.dueNanos() - System.nanoTime() <= 0 && !open(scope)) {
          return;
        }
      }
      Heard<V> heard = queue.poll(nanosUntilDue(), TimeUnit.NANOSECONDS);
      if (heard != null && !take(heard)) {
        return;
      }
    }
  }

  private long nanosUntilDue() {
    long now = System.nanoTime();
    long nanos = Long.MAX_VALUE;
    for (WatchedScope<V> scope : scopes) {
      nanos = Math.min(nanos, scope.dueNanos() - now);
    }
    return nanos;
  }

  /// Opens one watch, in place of one that was quiet for too long or after a pause; false when only
  /// a new list helps.
  private boolean open(WatchedScope<V> scope) throws InterruptedException {
    if (scope.isStale()) {
      LOG.info("watching {}: nothing was heard; listing them again", scope.scope());
      return false;
    }
    try {
      scope.open(System.nanoTime());
    } catch (KubernetesClientException failure) {
      thread.throwIfStopped();
      scope.setFailing(true);
      fail("watching " + scope.scope(), OneLine.of(failure, "watch", right));
      return failure.getCode() != HttpURLConnection.HTTP_GONE;
    }
    scope.setFailing(false);
    health.heard();
    tellHealth();
    return true;
  }

  /// Takes one piece of news; false when only a new list helps.
  private boolean take(Heard<V> heard) throws InterruptedException {
    WatchedScope<V> scope = scopeOf(heard.from());
    if (scope == null) {
      return true;
    }
    switch (heard) {
      case Heard.Changed<V>(_, V object) -> {
        took(scope, object.resourceVersion());
        listener.onUpsert(object, health.heard());
      }
      case Heard.Removed<V>(_, V object) -> {
        took(scope, object.resourceVersion());
        listener.onDelete(object, health.heard());
      }
      case Heard.Bookmark<V>(_, String version) -> {
        took(scope, version);
        health.heard();
      }
      case Heard.Ended<V>(_, boolean gone, String why) -> {
        scope.ended(System.nanoTime());
        if (!why.isEmpty()) {
          scope.setFailing(true);
          fail("watching " + scope.scope(), why);
        }
        return !gone;
      }
    }
    tellHealth();
    return true;
  }

  private void took(WatchedScope<V> scope, String version) {
    scope.took(version, System.nanoTime());
    pause.reset();
  }

  private @Nullable WatchedScope<V> scopeOf(ScopeWatch<?, V> watch) {
    for (WatchedScope<V> scope : scopes) {
      if (scope.owns(watch)) {
        return scope;
      }
    }
    return null;
  }

  private void retryAfter(String doing, String why) throws InterruptedException {
    thread.throwIfStopped();
    scopes.forEach(scope -> scope.setFailing(true));
    fail(doing, why);
    TimeUnit.NANOSECONDS.sleep(pause.nextNanos());
  }

  private void fail(String doing, String why) throws InterruptedException {
    LOG.warn("{}: {}", doing, why);
    health.failed(doing + ": " + why);
    tellHealth();
  }

  private void tellHealth() throws InterruptedException {
    health.setUp(scopes.stream().noneMatch(WatchedScope::isFailing));
    listener.onHealth(health.health());
  }
}

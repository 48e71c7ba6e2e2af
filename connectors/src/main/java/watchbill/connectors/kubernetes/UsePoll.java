package watchbill.connectors.kubernetes;

import io.fabric8.kubernetes.api.model.metrics.v1beta1.ContainerMetrics;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetrics;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodMetricOperation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.connectors.poll.OwnThread;

/// Asks a cluster again and again what its pods use, until it is stopped: one virtual thread, which
/// makes all calls to the listener. Each answer is told as a complete list; while there is none,
/// the health says why.
///
/// The answer is the metrics API's (https://github.com/kubernetes/metrics): one request for all
/// pods, and a right to read numbers. The kubelets' own summary says the same, but `nodes/proxy`,
/// which it needs, lets its holder run commands in any pod
/// (https://kubernetes.io/docs/concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes).
public final class UsePoll implements AutoCloseable {
  /// What asking takes.
  public static final Right RIGHT = new Right("metrics.k8s.io", "pods", List.of("list"), true);

  private static final Logger LOG = LoggerFactory.getLogger(UsePoll.class);

  private final Cluster cluster;
  private final Set<String> namespaces;
  private final Duration every;
  private final WatchListener<PodUse> listener;
  private final HealthLog health = new HealthLog(InstantSource.system());
  private final OwnThread thread;

  /// A poll that is not started yet.
  ///
  /// @param namespaces whose pods are asked about; empty means all
  /// @param every how long to wait after each answer; the metrics are measured about as often as
  ///   once in 15 s to 60 s
  public UsePoll(
      Cluster cluster, Set<String> namespaces, Duration every, WatchListener<PodUse> listener) {
    this.cluster = cluster;
    this.namespaces = Set.copyOf(namespaces);
    this.every = every;
    this.listener = listener;
    this.thread = new OwnThread("use-poll", this::run);
  }

  /// Starts the thread; may be called once.
  public void start() {
    thread.start();
  }

  /// Ends the thread and its request. Nothing is told after it returned.
  @Override
  public void close() {
    thread.close();
  }

  private void run() {
    try {
      while (true) {
        ask();
        TimeUnit.NANOSECONDS.sleep(every.toNanos());
      }
    } catch (InterruptedException stopped) {
      LOG.debug("stopped asking what pods use");
    }
  }

  private void ask() throws InterruptedException {
    try {
      List<PodUse> uses = new ArrayList<>();
      PodMetricOperation pods = cluster.client().top().pods();
      if (namespaces.isEmpty()) {
        pods.metrics().getItems().forEach(pod -> uses.add(read(pod)));
      }
      for (String namespace : namespaces) {
        pods.metrics(namespace).getItems().forEach(pod -> uses.add(read(pod)));
      }
      health.setUp(true);
      listener.onReplace(uses, health.heard());
    } catch (KubernetesClientException failure) {
      thread.throwIfStopped();
      String why = "asking what pods use: " + OneLine.of(failure, "list", RIGHT);
      LOG.warn("{}", why);
      health.setUp(false);
      health.failed(why);
    }
    listener.onHealth(health.health());
  }

  private static PodUse read(PodMetrics pod) {
    List<ContainerMetrics> containers = Said.list(pod.getContainers());
    ComputeAmounts sum = ComputeAmounts.NONE;
    for (ContainerMetrics container : containers) {
      sum = sum.plus(Quantities.compute(container.getUsage()));
    }
    return new PodUse(
        Said.text(Said.meta(pod).getNamespace()),
        Said.text(Said.meta(pod).getName()),
        Said.millis(pod.getTimestamp()),
        isTold(containers, "cpu") ? sum.nanocores() : -1,
        isTold(containers, "memory") ? sum.memoryBytes() : -1);
  }

  /// Of a pod one of whose containers is not measured, the sum is unknown.
  private static boolean isTold(List<ContainerMetrics> containers, String resource) {
    return !containers.isEmpty()
        && containers.stream()
            .allMatch(one -> one.getUsage() != null && one.getUsage().containsKey(resource));
  }
}

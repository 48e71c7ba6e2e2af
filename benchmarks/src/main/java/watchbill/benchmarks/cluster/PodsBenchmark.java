package watchbill.benchmarks.cluster;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import watchbill.connectors.kubernetes.Cluster;
import watchbill.connectors.kubernetes.ClusterWatch;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.WatchConfig;
import watchbill.connectors.kubernetes.WatchHealth;
import watchbill.connectors.kubernetes.WatchListener;
import watchbill.core.AgentIdentity;
import watchbill.exporter.cluster.Known;
import watchbill.exporter.pods.PodSeries;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;

/// What watching many pods costs: the memory that is held of each, beside that of the client's own
/// informer with its default store; and what it takes from the start of the watch to the first
/// complete scrape. The API server is a fake in another process, with pods of some 9 kB.
public final class PodsBenchmark {
  private static final int HELD = 20_000;
  private static final int STARTED = 10_000;
  private static final long STALE_MILLIS = 60_000;

  private final PrintStream out;

  /// A run that prints.
  public PodsBenchmark(PrintStream out) {
    this.out = out;
  }

  /// Runs all of it; wants a heap of 3 GB.
  public void run() throws IOException, InterruptedException {
    start();
    held();
  }

  private void start() throws IOException, InterruptedException {
    try (FakeApiProcess api = new FakeApiProcess(STARTED);
        Cluster cluster = api.cluster()) {
      for (String which : List.of("first, with cold classes", "again")) {
        PodSeries series = new PodSeries(AgentIdentity.DEFAULT, Duration.ofMinutes(5));
        FirstList listed = new FirstList();
        OperatingSystemMXBean system =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getTotalThreadAllocatedBytes();
        long cpu = system.getProcessCpuTime();
        long nanos = System.nanoTime();
        try (ClusterWatch<PodView> watch =
            ClusterWatch.pods(cluster, config(), WatchListener.all(List.of(series, listed)))) {
          watch.start();
          listed.await();
          ByteSink page = new ByteSink(1 << 20);
          int samples = series.writeTo(Format.TEXT, page);
          nanos = System.nanoTime() - nanos;
          cpu = system.getProcessCpuTime() - cpu;
          bytes = threads.getTotalThreadAllocatedBytes() - bytes;
          out.printf(
              Locale.ROOT,
              "start to first complete scrape, %,d pods, %s: %.2f s, %.2f s CPU, %,d MB allocated;"
                  + " %,d samples, %,d bytes%n",
              STARTED,
              which,
              nanos / 1e9,
              cpu / 1e9,
              bytes >> 20,
              samples,
              page.length());
        }
      }
    }
  }

  private void held() throws IOException, InterruptedException {
    try (FakeApiProcess api = new FakeApiProcess(HELD)) {
      long json = new SyntheticPod(1, 0, true, 1, 0, SyntheticPod.State.READY).json().length();
      Known<PodView> known = new Known<>(PodView::uid, STALE_MILLIS);
      long before = Heap.usedBytes();
      list(api, known);
      long views = Heap.usedBytes() - before;
      PodSeries series = new PodSeries(AgentIdentity.DEFAULT, Duration.ofMinutes(5));
      List<PodView> pods = known.at(0);
      if (pods == null || pods.size() != HELD) {
        throw new IllegalStateException("want a list of " + HELD + " pods");
      }
      before = Heap.usedBytes();
      series.onReplace(pods, 0);
      long tables = Heap.usedBytes() - before;
      int samples = series.writeTo(Format.TEXT, new ByteSink(1 << 20));
      before = Heap.usedBytes();
      try (KubernetesClient client = client(api.port());
          SharedIndexInformer<Pod> informer = client.pods().inAnyNamespace().inform()) {
        long store = Heap.usedBytes() - before;
        int stored = informer.getStore().list().size();
        if (stored != HELD) {
          throw new IllegalStateException("want " + HELD + " pods in the store, have " + stored);
        }
        out.printf(
            Locale.ROOT,
            "%,d pods of %,d bytes of JSON; bytes held a pod: %,d in our view, %,d in %.1f series;"
                + " %,d in fabric8's default store, %.1f times our view, %.1f times both%n",
            HELD,
            json,
            views / HELD,
            tables / HELD,
            (double) samples / HELD,
            store / HELD,
            (double) store / views,
            (double) store / (views + tables));
      }
      if (known.at(0) == null || series.families().isEmpty()) { // held until here
        throw new IllegalStateException("want pods");
      }
    }
  }

  private static void list(FakeApiProcess api, Known<PodView> known)
      throws IOException, InterruptedException {
    FirstList listed = new FirstList();
    try (Cluster cluster = api.cluster();
        ClusterWatch<PodView> watch =
            ClusterWatch.pods(cluster, config(), WatchListener.all(List.of(known, listed)))) {
      watch.start();
      listed.await();
    }
  }

  private static WatchConfig config() {
    return WatchConfig.defaults(AgentIdentity.DEFAULT.labels());
  }

  private static KubernetesClient client(int port) {
    return new KubernetesClientBuilder()
        .withConfig(new ConfigBuilder().withMasterUrl("http://127.0.0.1:" + port).build())
        .build();
  }

  /// Lets one wait for the first list and a standing watch.
  private static final class FirstList implements WatchListener<PodView> {
    private final CountDownLatch listed = new CountDownLatch(1);

    void await() throws InterruptedException {
      listed.await();
    }

    @Override
    public void onReplace(List<PodView> pods, long heardAtMillis) {
      listed.countDown();
    }

    @Override
    public void onUpsert(PodView pod, long heardAtMillis) {}

    @Override
    public void onDelete(PodView pod, long heardAtMillis) {}

    @Override
    public void onHealth(WatchHealth health) {}
  }
}

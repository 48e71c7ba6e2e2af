package watchbill.benchmarks.cluster;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import watchbill.connectors.kubernetes.Cluster;
import watchbill.connectors.kubernetes.ClusterWatch;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.WatchConfig;
import watchbill.connectors.kubernetes.WatchListener;
import watchbill.core.AgentIdentity;
import watchbill.exporter.cluster.Known;
import watchbill.exporter.pods.PodSeries;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;

/// The exporter's pods under change for a long time: 2,000 pods with 200 changes a second, watches
/// that break off, versions that are too old, and servers that say 429, with a scrape each second.
/// No series may outlive its pod by more than the watch's pauses, no pod that was scraped may be
/// missing while it is there, and the heap may not grow.
public final class SoakRun {
  /// Long enough to see each fault some times.
  public static final int DEFAULT_MINUTES = 2;

  private static final int PODS = 2_000;
  private static final int CHANGES_PER_SECOND = 200;
  private static final long MOST_GROWTH = 10 << 20;
  private static final int FAULT_EVERY_SECONDS = 10;
  private static final int REFUSALS = 3;

  private final PrintStream out;
  private final Duration time;
  private final SoakTruth truth = new SoakTruth();
  private final FakeCluster cluster = new FakeCluster(PODS);
  private final AtomicBoolean paused = new AtomicBoolean();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong changes = new AtomicLong();

  /// A run of some minutes.
  public SoakRun(PrintStream out, int minutes) {
    this.out = out;
    this.time = Duration.ofMinutes(minutes);
  }

  /// Runs; whether all was well.
  public boolean run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    cluster.snapshot().pods().forEach(pod -> truth.born(pod, start));
    PodSeries series = new PodSeries(AgentIdentity.DEFAULT, Duration.ofMinutes(5));
    Known<PodView> known = new Known<>(PodView::uid, time.toMillis());
    Thread changing = Thread.ofPlatform().name("changes").unstarted(this::change);
    try (FakeApi api = new FakeApi(cluster);
        Cluster client = FakeApiProcess.clusterAt(api.port());
        ClusterWatch<PodView> watch =
            ClusterWatch.pods(
                client,
                WatchConfig.defaults(AgentIdentity.DEFAULT.labels()),
                WatchListener.all(List.of(series, known)))) {
      watch.start();
      changing.start();
      boolean well = watch(api, series, start);
      over.set(true);
      changing.join();
      return well;
    }
  }

  private boolean watch(FakeApi api, PodSeries series, long start) throws InterruptedException {
    int seconds = (int) time.toSeconds();
    int warm = Math.min(60, seconds / 3);
    long held = 0;
    long samples = 0;
    for (int second = 1; second <= seconds; second++) {
      long due = start + TimeUnit.SECONDS.toNanos(second);
      LockSupport.parkNanos(due - System.nanoTime());
      samples = scrape(series);
      if (second % FAULT_EVERY_SECONDS == 0 && second < seconds - 20) {
        fault(api, second / FAULT_EVERY_SECONDS);
      }
      if (second == warm) {
        held = heldBytes();
      }
      if (second % 60 == 0) {
        out.printf(
            Locale.ROOT,
            "minute %d: %,d changes, %s, %,d samples a scrape, %d faults, %.0f %% CPU%n",
            second / 60,
            changes.get(),
            api.counts(),
            samples,
            truth.faultCount(),
            100 * load(System.nanoTime() - start));
      }
    }
    long growth = heldBytes() - held;
    out.printf(
        Locale.ROOT,
        "%,d changes in %d min, %s; %,d bytes held after %d s, %,d more at the end; %d faults; the"
            + " most stale series outlived its pod by %.1f s%n",
        changes.get(),
        time.toMinutes(),
        api.counts(),
        held,
        warm,
        growth,
        truth.faultCount(),
        truth.mostStale().toMillis() / 1e3);
    truth.faults().forEach(out::println);
    return truth.faultCount() == 0 && growth <= MOST_GROWTH && samples > PODS;
  }

  private long scrape(PodSeries series) {
    ByteSink page = new ByteSink(1 << 20);
    long from = System.nanoTime();
    int samples = series.writeTo(Format.TEXT, page);
    truth.check(SoakTruth.names(page.toString()), from, System.nanoTime());
    return samples;
  }

  private void fault(FakeApi api, int which) {
    switch (which % 4) {
      case 0 -> api.dropWatches();
      case 1 -> {
        api.refuseNext(REFUSALS);
        api.dropWatches();
      }
      case 2 -> {
        cluster.forget();
        api.dropWatches();
      }
      default -> {
        cluster.forget();
        api.refuseNext(REFUSALS);
        api.dropWatches();
      }
    }
  }

  /// With all changes taken in.
  private long heldBytes() throws InterruptedException {
    paused.set(true);
    TimeUnit.SECONDS.sleep(2);
    long bytes = Heap.usedBytes();
    paused.set(false);
    return bytes;
  }

  private static double load(long nanos) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return (double) system.getProcessCpuTime() / nanos;
  }

  private void change() {
    long start = System.nanoTime();
    long count = 0;
    while (!over.get()) {
      long due = start + count++ * TimeUnit.SECONDS.toNanos(1) / CHANGES_PER_SECOND;
      LockSupport.parkNanos(due - System.nanoTime());
      if (paused.get()) {
        continue;
      }
      synchronized (truth) { // a scrape must not see a change that the truth does not know
        SyntheticPod gone = cluster.change();
        if (gone != null) {
          truth.replaced(gone, System.nanoTime());
        }
      }
      changes.incrementAndGet();
    }
  }
}

package watchbill.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Runs two alternatives in one process, one right after the other, in the other order each round,
/// so that a busy machine slows both. Measures the thread's processor time and what it allocates;
/// the collector's own threads are not in it.
public final class PairedRun {
  private static final int ROUNDS = 12;
  private static final Duration WARM_UP = Duration.ofSeconds(6);
  private static final Duration ROUND = Duration.ofMillis(400);

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final String title;
  private final Alternative first;
  private final Alternative second;
  private final Duration warmUp;
  private final Duration round;
  private final AtomicLong results = new AtomicLong();

  /// A run of 12 rounds in which each alternative works for about 400 ms, after 6 s of warm-up for
  /// each.
  public PairedRun(String title, Alternative first, Alternative second) {
    this(title, first, second, WARM_UP, ROUND);
  }

  PairedRun(String title, Alternative first, Alternative second, Duration warmUp, Duration round) {
    this.title = title;
    this.first = first;
    this.second = second;
    this.warmUp = warmUp;
    this.round = round;
  }

  /// Runs, in the calling thread.
  public Report run() {
    double loadBefore = load();
    int firstTimes = warmUp(first);
    int secondTimes = warmUp(second);
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      if (i % 2 == 0) {
        Measurement one = measure(first, firstTimes);
        rounds.add(new Round(one, measure(second, secondTimes)));
      } else {
        Measurement two = measure(second, secondTimes);
        rounds.add(new Round(measure(first, firstTimes), two));
      }
    }
    return new Report(title, first.name(), second.name(), rounds, loadBefore, load());
  }

  /// Works for the warm-up; gives how often the work fits into a round.
  private int warmUp(Alternative alternative) {
    long spent = 0;
    long fastest = Long.MAX_VALUE;
    while (spent < warmUp.toNanos()) {
      long nanos = Math.max(1, measure(alternative, 1).cpuNanos());
      spent += nanos;
      fastest = Math.min(fastest, nanos);
    }
    return Math.clamp(round.toNanos() / fastest, 1, 1_000_000);
  }

  private Measurement measure(Alternative alternative, int times) {
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long nanos = threads.getCurrentThreadCpuTime();
    long result = 0;
    for (int i = 0; i < times; i++) {
      result += alternative.work().run();
    }
    nanos = threads.getCurrentThreadCpuTime() - nanos;
    bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
    results.addAndGet(result);
    return new Measurement(nanos, bytes, times * alternative.operations());
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}

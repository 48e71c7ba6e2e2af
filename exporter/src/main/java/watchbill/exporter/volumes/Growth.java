package watchbill.exporter.volumes;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How the used bytes of one volume grew over the last 6 hours: up to 72 samples, one in 5 minutes,
/// in less than 1 KiB. For one thread.
final class Growth {
  /// As kubernetes-mixin's rule `KubePersistentVolumeFillingUp` looks back, and ahead
  /// (<https://github.com/kubernetes-monitoring/kubernetes-mixin/blob/master/alerts/storage_alerts.libsonnet>).
  private static final Duration WINDOW = Duration.ofHours(6);

  private static final Duration HORIZON = Duration.ofDays(4);

  private static final int SAMPLES = 72;
  private static final long SPACING_SECONDS = WINDOW.toSeconds() / SAMPLES;

  /// A trend of less than an hour says nothing.
  private static final int LEAST_SAMPLES = 12;

  private final long beginSeconds;
  private final int[] atSeconds = new int[SAMPLES];
  private final long[] usedBytes = new long[SAMPLES];
  private int count;
  private int next;

  /// No samples yet.
  Growth(long nowMillis) {
    this.beginSeconds = nowMillis / 1_000;
  }

  /// The line through the samples that is nearest to them all.
  ///
  /// @param bytesPerSecond its slope
  /// @param error the standard error of the slope
  record Trend(double bytesPerSecond, double error) {
    /// Whether it grows by more than its ups and downs.
    boolean grows() {
      return bytesPerSecond > 0 && bytesPerSecond > 2 * error;
    }

    /// In how many seconds so many bytes are used up; -1 when not within 4 days, or when it does
    /// not grow.
    double secondsUntilUsed(long availableBytes) {
      double seconds = availableBytes / bytesPerSecond;
      return grows() && seconds <= HORIZON.toSeconds() ? seconds : -1;
    }
  }

  /// So much is used now. One that comes too soon after the last is left out; after a clock was set
  /// back, all begins anew.
  void sample(long nowMillis, long used) {
    long seconds = nowMillis / 1_000 - beginSeconds;
    if (count > 0) {
      long since = seconds - atSeconds[Math.floorMod(next - 1, SAMPLES)];
      if (since >= 0 && since < SPACING_SECONDS) {
        return;
      }
      if (since < 0) {
        count = 0;
      }
    }
    atSeconds[next] = (int) seconds;
    usedBytes[next] = used;
    next = (next + 1) % SAMPLES;
    count = Math.min(SAMPLES, count + 1);
  }

  /// How it grew in the window that ends now; null when there are too few samples.
  @Nullable Trend at(long nowMillis) {
    long from = nowMillis / 1_000 - beginSeconds - WINDOW.toSeconds();
    int n = 0;
    double sumX = 0;
    double sumY = 0;
    for (int i = 0; i < count; i++) {
      if (x(i) >= from) {
        n++;
        sumX += x(i);
        sumY += y(i);
      }
    }
    if (n < LEAST_SAMPLES) {
      return null;
    }
    return fit(from, n, sumX / n, sumY / n);
  }

  private Trend fit(long from, int n, double meanX, double meanY) {
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < count; i++) {
      if (x(i) >= from) {
        double dx = x(i) - meanX;
        double dy = y(i) - meanY;
        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
      }
    }
    double slope = xy / xx;
    double rest = Math.max(0, yy - slope * xy);
    return new Trend(slope, Math.sqrt(rest / (n - 2) / xx));
  }

  /// The time of a sample, from the oldest on.
  private int x(int i) {
    return atSeconds[Math.floorMod(next - count + i, SAMPLES)];
  }

  private long y(int i) {
    return usedBytes[Math.floorMod(next - count + i, SAMPLES)];
  }
}

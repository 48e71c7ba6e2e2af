package watchbill.benchmarks.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which pods there are and were lately, and what is wrong with a scrape of them. Safe from any
/// thread. Times are those of `System.nanoTime`.
final class SoakTruth {
  /// A scrape may be behind by so much, since a watch that was cut off pauses before it tries
  /// again.
  static final Duration BEHIND = Duration.ofSeconds(15);

  /// A pod that was scraped so long ago and is still there has to be in every scrape.
  static final Duration SETTLED = Duration.ofSeconds(5);

  private static final long FORGOTTEN_NANOS = Duration.ofMinutes(2).toNanos();
  private static final int MOST_TOLD = 20;

  private record Life(long bornNanos, long scrapedNanos) {
    static final long NEVER = Long.MIN_VALUE;
  }

  private final Map<String, Life> alive = new HashMap<>();
  private final Map<String, Long> deaths = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private long faultCount;
  private long mostStaleNanos;

  synchronized void born(SyntheticPod pod, long atNanos) {
    alive.put(pod.name(), new Life(atNanos, Life.NEVER));
  }

  /// One pod took the place of another, maybe under its name.
  synchronized void replaced(SyntheticPod gone, long atNanos) {
    alive.remove(gone.name());
    deaths.put(gone.name(), atNanos);
    born(gone.successor(0), atNanos);
  }

  /// Checks the names of the pods in a scrape that was made between these times.
  synchronized void check(Set<String> scraped, long fromNanos, long toNanos) {
    for (String name : scraped) {
      if (!alive.containsKey(name)) {
        Long died = deaths.get(name);
        long stale = died == null ? FORGOTTEN_NANOS : fromNanos - died;
        mostStaleNanos = Math.max(mostStaleNanos, stale);
        if (stale > BEHIND.toNanos()) {
          fault("stale: " + name + " is gone for " + Duration.ofNanos(stale));
        }
      }
    }
    for (Map.Entry<String, Life> entry : alive.entrySet()) {
      Life life = entry.getValue();
      if (scraped.contains(entry.getKey())) {
        if (life.scrapedNanos() == Life.NEVER) {
          entry.setValue(new Life(life.bornNanos(), toNanos));
        }
        continue;
      }
      boolean settled =
          life.scrapedNanos() != Life.NEVER
              && fromNanos - life.scrapedNanos() > SETTLED.toNanos()
              && fromNanos - life.bornNanos() > BEHIND.toNanos();
      if (settled || fromNanos - life.bornNanos() > BEHIND.toNanos()) {
        fault((settled ? "gap: " : "late: ") + entry.getKey() + " is there and not scraped");
      }
    }
    deaths.values().removeIf(died -> fromNanos - died > FORGOTTEN_NANOS);
  }

  private void fault(String what) {
    faultCount++;
    if (faults.size() < MOST_TOLD) {
      faults.add(what);
    }
  }

  synchronized long faultCount() {
    return faultCount;
  }

  /// The first ones.
  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  /// For how long the most stale series outlived its pod.
  synchronized Duration mostStale() {
    return Duration.ofNanos(mostStaleNanos);
  }

  /// The pods that a scrape names.
  static Set<String> names(String scrape) {
    Set<String> names = new HashSet<>();
    for (String line : scrape.split("\n", -1)) {
      String name = line.startsWith("agent_pod_") ? name(line) : null;
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  private static @Nullable String name(String line) {
    int from = line.indexOf(",pod=\"") + 6;
    return from < 6 ? null : line.substring(from, line.indexOf('"', from));
  }
}

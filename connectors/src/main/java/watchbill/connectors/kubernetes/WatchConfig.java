package watchbill.connectors.kubernetes;

import java.time.Duration;
import java.util.Set;

/// Which objects to watch, and how patiently.
///
/// @param namespaces those that are watched; empty means all
/// @param labelSelector in Kubernetes' own syntax, such as `app=agent,tier!=test`; empty selects
///   all
/// @param labelKeys the labels that a [PodView] and a [ClaimView] keep
/// @param pageSize objects per page of a list; from 1 to 5000. client-go's default is 500
/// @param quietLimit a watch that says nothing for this long, no bookmark either, is opened anew;
///   from 1 s to 1 h. A server sends bookmarks about once a minute
///   (https://kubernetes.io/docs/reference/using-api/api-concepts/#watch-bookmarks)
/// @param minPause between two attempts after a first failure; doubled with each further one.
///   Longer than 0
/// @param maxPause the longest such pause; not less than `minPause`, and at most 5 min
public record WatchConfig(
    Set<String> namespaces,
    String labelSelector,
    Set<String> labelKeys,
    int pageSize,
    Duration quietLimit,
    Duration minPause,
    Duration maxPause) {
  private static final Duration SHORTEST_QUIET = Duration.ofSeconds(1);
  private static final Duration LONGEST_QUIET = Duration.ofHours(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  public WatchConfig {
    namespaces = Set.copyOf(namespaces);
    labelKeys = Set.copyOf(labelKeys);
    if (namespaces.contains("")) {
      throw new IllegalArgumentException("kubernetes.namespaces: want names, have an empty one");
    }
    if (pageSize < 1 || pageSize > 5000) {
      throw new IllegalArgumentException("kubernetes.pageSize: want 1 to 5000, have " + pageSize);
    }
    if (quietLimit.compareTo(SHORTEST_QUIET) < 0 || quietLimit.compareTo(LONGEST_QUIET) > 0) {
      throw new IllegalArgumentException(
          "kubernetes.quietLimit: want 1s to 1h, have " + quietLimit);
    }
    if (!minPause.isPositive()) {
      throw new IllegalArgumentException("kubernetes.minPause: want more than 0, have " + minPause);
    }
    if (maxPause.compareTo(minPause) < 0 || maxPause.compareTo(LONGEST_PAUSE) > 0) {
      throw new IllegalArgumentException(
          "kubernetes.maxPause: want minPause (" + minPause + ") to 5m, have " + maxPause);
    }
  }

  /// The same patience for all objects of the whole cluster.
  public WatchConfig ofAll() {
    return new WatchConfig(Set.of(), "", labelKeys, pageSize, quietLimit, minPause, maxPause);
  }

  /// The same patience and namespaces, whatever the labels.
  public WatchConfig withAnyLabels() {
    return new WatchConfig(namespaces, "", labelKeys, pageSize, quietLimit, minPause, maxPause);
  }

  /// Whether it leaves any object out.
  public boolean isSelective() {
    return !namespaces.isEmpty() || !labelSelector.isEmpty();
  }

  /// All pods of all namespaces, with these labels kept.
  public static WatchConfig defaults(Set<String> labelKeys) {
    return new WatchConfig(
        Set.of(),
        "",
        labelKeys,
        500,
        Duration.ofMinutes(3),
        Duration.ofMillis(500),
        Duration.ofSeconds(30));
  }
}

package watchbill.alerts;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Which alert is the cause of which. No alert is its own cause, by whatever way around:
/// Alertmanager would hold back all that are on that way, and nobody would be told.
public record DependencyGraph(List<Inhibition> edges) {
  public DependencyGraph {
    edges = List.copyOf(edges);
    var done = new HashSet<String>();
    for (Inhibition edge : edges) {
      for (Alert<?> cause : edge.cause().alerts()) {
        edge.effect().alerts().forEach(effect -> requireNoMoreUrgent(effect, cause));
        walk(cause.name(), edges, new ArrayDeque<>(), done);
      }
    }
  }

  private static void walk(
      String alert, List<Inhibition> edges, Deque<String> way, Set<String> done) {
    if (way.contains(alert)) {
      way.addLast(alert);
      throw new IllegalArgumentException(
          "dependencies: want no alert that is its own cause, have "
              + way.stream()
                  .dropWhile(name -> !name.equals(alert))
                  .collect(Collectors.joining(" -> ")));
    }
    if (done.contains(alert)) {
      return;
    }
    way.addLast(alert);
    for (Inhibition edge : edges) {
      if (names(edge.cause()).contains(alert)) {
        for (String effect : names(edge.effect())) {
          walk(effect, edges, way, done);
        }
      }
    }
    way.removeLast();
    done.add(alert);
  }

  private static void requireNoMoreUrgent(Alert<?> effect, Alert<?> cause) {
    if (effect.severity() == Severity.PAGE && cause.severity() != Severity.PAGE) {
      throw new IllegalArgumentException(
          "dependencies: want a page as the cause of the page %s, have the %s %s"
              .formatted(effect.name(), cause.severity().label(), cause.name()));
    }
  }

  private static List<String> names(Selection<?> selection) {
    return selection.alerts().stream().<String>map(Alert::name).toList();
  }
}

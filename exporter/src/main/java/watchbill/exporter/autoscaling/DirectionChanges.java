package watchbill.exporter.autoscaling;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.AutoscalerView;
import watchbill.connectors.kubernetes.WatchHealth;
import watchbill.connectors.kubernetes.WatchListener;

/// Counts how often each autoscaler turned round: asked for fewer replicas after it had asked for
/// more, or for more after fewer. What was asked for while the watch was down, it does not see. The
/// watch's thread tells; any thread asks.
final class DirectionChanges implements WatchListener<AutoscalerView> {
  private final Map<String, Moves> moves = new ConcurrentHashMap<>();

  @Override
  public void onReplace(List<AutoscalerView> all, long heardAtMillis) {
    Set<String> uids = all.stream().map(AutoscalerView::uid).collect(Collectors.toSet());
    moves.keySet().retainAll(uids);
    all.forEach(this::see);
  }

  @Override
  public void onUpsert(AutoscalerView autoscaler, long heardAtMillis) {
    see(autoscaler);
  }

  @Override
  public void onDelete(AutoscalerView autoscaler, long heardAtMillis) {
    moves.remove(autoscaler.uid());
  }

  @Override
  public void onHealth(WatchHealth health) {}

  /// So far; 0 for an autoscaler that nobody told of.
  long of(AutoscalerView autoscaler) {
    Moves of = moves.get(autoscaler.uid());
    return of == null ? 0 : of.changes();
  }

  private void see(AutoscalerView autoscaler) {
    if (autoscaler.observed()) {
      moves.compute(autoscaler.uid(), (_, before) -> Moves.next(before, autoscaler.desired()));
    }
  }

  /// @param direction of the last move: 1 up, -1 down, 0 before the first
  private record Moves(int desired, int direction, long changes) {
    static Moves next(@Nullable Moves before, int desired) {
      if (before == null) {
        return new Moves(desired, 0, 0);
      }
      int direction = Integer.compare(desired, before.desired());
      if (direction == 0) {
        return before;
      }
      boolean turned = before.direction() != 0 && before.direction() != direction;
      return new Moves(desired, direction, before.changes() + (turned ? 1 : 0));
    }
  }
}

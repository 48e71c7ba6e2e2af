package watchbill.connectors.kubernetes;

import static watchbill.connectors.kubernetes.Said.millis;
import static watchbill.connectors.kubernetes.Said.shortText;
import static watchbill.connectors.kubernetes.Said.text;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventSeries;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectReference;
import org.jspecify.annotations.Nullable;

/// Reduces an event to its [EventView]. Anything may be missing; nothing here throws.
///
/// There are two ways of counting. The older tellers (kubelet) raise `count` and move
/// `lastTimestamp`; the newer (scheduler) leave both null, set `eventTime`, and count in `series`.
final class EventReader {
  private EventReader() {}

  static EventView read(Event event) {
    ObjectMeta meta = Said.meta(event);
    ObjectReference about =
        event.getInvolvedObject() == null ? new ObjectReference() : event.getInvolvedObject();
    EventSeries series = event.getSeries();
    long inSeries = series == null || series.getCount() == null ? 0 : series.getCount();
    long counted = event.getCount() == null ? 0 : event.getCount();
    return new EventView(
        text(meta.getUid()),
        text(meta.getResourceVersion()),
        text(meta.getNamespace()),
        text(meta.getName()),
        text(about.getUid()),
        text(about.getName()),
        container(text(about.getFieldPath())),
        text(event.getReason()),
        shortText(event.getMessage()),
        Math.max(1, Math.max(inSeries, counted)),
        first(event, meta),
        last(event, series, meta));
  }

  private static long first(Event event, ObjectMeta meta) {
    long first = Math.max(millis(event.getFirstTimestamp()), micro(event.getEventTime()));
    return first == Said.NO_TIME ? millis(meta.getCreationTimestamp()) : first;
  }

  /// The latest of all times that it says, since any of them may be null; its creation when it says
  /// none.
  private static long last(Event event, @Nullable EventSeries series, ObjectMeta meta) {
    long last = Math.max(millis(event.getFirstTimestamp()), millis(event.getLastTimestamp()));
    last = Math.max(last, micro(event.getEventTime()));
    if (series != null) {
      last = Math.max(last, micro(series.getLastObservedTime()));
    }
    return last == Said.NO_TIME ? millis(meta.getCreationTimestamp()) : last;
  }

  private static long micro(@Nullable MicroTime time) {
    return time == null ? Said.NO_TIME : millis(time.getTime());
  }

  /// The name in `spec.containers{agent}`.
  private static String container(String fieldPath) {
    int from = fieldPath.indexOf('{');
    int to = fieldPath.lastIndexOf('}');
    return from < 0 || to < from ? "" : fieldPath.substring(from + 1, to);
  }
}

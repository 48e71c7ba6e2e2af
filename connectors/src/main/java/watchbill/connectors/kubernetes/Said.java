package watchbill.connectors.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an object of the API says, with what it leaves out made plain.
final class Said {
  /// Stands for a time that is not said.
  static final long NO_TIME = -1;

  private static final int MOST_KEPT = 240;

  private Said() {}

  static ObjectMeta meta(HasMetadata object) {
    return object.getMetadata() == null ? new ObjectMeta() : object.getMetadata();
  }

  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /// A message for a person, cut where it gets long: it is kept, and anybody may write it.
  static String shortText(@Nullable String text) {
    String whole = text(text);
    return whole.length() <= MOST_KEPT ? whole : whole.substring(0, MOST_KEPT - 3) + "...";
  }

  static <T> List<T> list(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  /// In milliseconds since the epoch.
  static long millis(@Nullable String time) {
    if (time == null) {
      return NO_TIME;
    }
    try {
      return Instant.parse(time).toEpochMilli();
    } catch (DateTimeParseException notATime) {
      return NO_TIME;
    }
  }

  /// The elements that are there.
  static <T> List<T> present(@Nullable List<? extends @Nullable T> list) {
    List<T> present = new ArrayList<>();
    if (list != null) {
      for (T element : list) {
        if (element != null) {
          present.add(element);
        }
      }
    }
    return present;
  }

  /// All labels that have a value.
  static Map<String, String> labels(@Nullable Map<String, String> said) {
    Map<String, String> kept = new HashMap<>();
    if (said != null) {
      said.forEach((key, value) -> kept.put(text(key), text(value)));
    }
    return kept;
  }

  /// Those labels that have these keys.
  static Map<String, String> labels(ObjectMeta meta, Set<String> keys) {
    Map<String, String> kept = new HashMap<>();
    if (meta.getLabels() != null) {
      kept.putAll(meta.getLabels());
      kept.keySet().retainAll(keys);
    }
    return kept;
  }

  static Owner owner(ObjectMeta meta) {
    Owner first = Owner.NONE;
    for (OwnerReference reference : list(meta.getOwnerReferences())) {
      Owner owner = new Owner(text(reference.getKind()), text(reference.getName()));
      if (Boolean.TRUE.equals(reference.getController())) {
        return owner;
      }
      if (first.equals(Owner.NONE)) {
        first = owner;
      }
    }
    return first;
  }
}

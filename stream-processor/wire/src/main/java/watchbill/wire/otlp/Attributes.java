package watchbill.wire.otlp;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The attributes of one item that are read, by their names. Used again for the next item.
final class Attributes {
  /// The most of a text that is looked at.
  private static final int LONGEST_TEXT = 64 * 1024;

  private final Map<Key, Object> values = new EnumMap<>(Key.class);
  private boolean broken;

  void clear() {
    values.clear();
    broken = false;
  }

  /// Takes one attribute.
  ///
  /// @param pair the `KeyValue`
  void add(ProtoInput pair) {
    Key key = null;
    ProtoInput value = null;
    while (pair.next()) {
      if (pair.isBytes(1)) {
        key = Key.named(pair.bytes, pair.from(), pair.to());
      } else if (pair.isBytes(2)) {
        value = pair.message();
      }
    }
    broken |= pair.broken();
    if (key != null && value != null) {
      put(key, value);
    }
  }

  private void put(Key key, ProtoInput value) {
    while (value.next()) {
      switch (value.field()) {
        case 1 -> {
          if (value.isBytes(1) && value.to() - value.from() <= LONGEST_TEXT) {
            values.put(key, value.text());
          }
        }
        case 2 -> values.put(key, value.number() != 0 ? "true" : "false");
        case 3 -> values.put(key, value.number());
        case 4 -> values.put(key, Double.longBitsToDouble(value.number()));
        default -> {}
      }
    }
    broken |= value.broken();
  }

  /// What is wrong with one of them, or null.
  @Nullable OtlpRefusal flaw() {
    if (broken) {
      return OtlpRefusal.MALFORMED;
    }
    for (Map.Entry<Key, Object> entry : values.entrySet()) {
      Key key = entry.getKey();
      if (key.isCount()) {
        if (count(key) == Counts.BAD) {
          return OtlpRefusal.BAD_COUNT;
        }
      } else if (!key.isFree() && entry.getValue() instanceof String text && !Names.fits(text)) {
        return OtlpRefusal.TEXT_TOO_LONG;
      }
    }
    return null;
  }

  boolean has(Key key) {
    return values.containsKey(key);
  }

  /// The text of an attribute; a number as its digits; empty when it is not there.
  String text(Key key) {
    Object value = values.get(key);
    return value == null ? "" : value.toString();
  }

  /// The first of them that is there and not empty.
  String text(Key first, Key second) {
    String text = text(first);
    return text.isEmpty() ? text(second) : text;
  }

  /// The count in an attribute: -1 when it is not there, [Counts#BAD] when it is no count. Senders
  /// write numbers as texts, too.
  long count(Key key) {
    Object value = values.get(key);
    return switch (value) {
      case null -> -1;
      case Long number -> Counts.of(number);
      case Double number -> Counts.of(number);
      default -> Counts.of(value.toString());
    };
  }
}

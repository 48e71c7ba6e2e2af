package watchbill.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import watchbill.wire.Decoded.Rejected;

/// The `data` of one event, read before its type need be known: one slot a key. A flaw in a key
/// counts only when the event's type has that key.
///
/// Used again for each event, by one thread.
final class DataFields {
  /// The largest count that is believed: a response or a context of 10^12 tokens does not exist.
  static final long MAX_COUNT = 1_000_000_000_000L;

  /// The largest number of bytes that is believed.
  static final long MAX_BYTES = 1_000_000_000_000_000L;

  private static final int MAX_COUNT_CHARS = 16;
  private static final int SKETCH_DIGITS = 16;
  private static final DataKey[] KEYS = DataKey.values();

  private final String[] texts = new String[KEYS.length];
  private final long[] counts = new long[KEYS.length];
  private final RejectReason[] flaws = new RejectReason[KEYS.length];
  private long seen;
  private long present;
  private long flawed;
  private int unnamed;
  private @Nullable Rejected problem;

  /// Forgets the event before.
  void clear() {
    seen = 0;
    present = 0;
    flawed = 0;
    unnamed = 0;
    problem = null;
  }

  /// Reads an object whose opening brace is the parser's current token.
  void read(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      DataKey key = DataKey.named(json.currentName());
      JsonToken value = json.nextToken();
      if (key == null) {
        unnamed++;
        json.skipChildren();
      } else {
        RejectReason flaw = (seen & key.bit()) != 0 ? RejectReason.DUPLICATE_KEY : null;
        seen |= key.bit();
        if (flaw == null && value != JsonToken.VALUE_NULL) {
          flaw = readValue(key, value, json);
        }
        json.skipChildren();
        if (flaw != null) {
          flawed |= key.bit();
          flaws[key.slot] = flaw;
        }
      }
    }
  }

  private @Nullable RejectReason readValue(DataKey key, JsonToken value, JsonParser json)
      throws IOException {
    present |= key.bit();
    return switch (key.kind) {
      case NAME, WORDS -> readText(key, value, json);
      case COUNT -> readCount(key, MAX_COUNT, value, json);
      case SMALL_COUNT -> readCount(key, Integer.MAX_VALUE, value, json);
      case BYTES -> readCount(key, MAX_BYTES, value, json);
      case FLAG -> readFlag(key, value);
      case TIME -> readTime(key, value, json);
      case SKETCH -> readSketch(key, value, json);
      case UNREAD -> null;
    };
  }

  private @Nullable RejectReason readText(DataKey key, JsonToken value, JsonParser json)
      throws IOException {
    if (value != JsonToken.VALUE_STRING) {
      return RejectReason.WRONG_TYPE;
    }
    String text = json.getText();
    if (key.kind == DataKey.Kind.WORDS) {
      texts[key.slot] = Text.cut(text);
      return Text.flawOfCharacters(text);
    }
    texts[key.slot] = text;
    return Text.flawOf(text);
  }

  private @Nullable RejectReason readCount(DataKey key, long most, JsonToken value, JsonParser json)
      throws IOException {
    if (value != JsonToken.VALUE_NUMBER_INT) {
      return RejectReason.WRONG_TYPE;
    }
    if (json.getTextCharacters()[json.getTextOffset()] == '-') {
      return RejectReason.NEGATIVE_COUNT;
    }
    if (json.getTextLength() > MAX_COUNT_CHARS) {
      return RejectReason.OUT_OF_RANGE;
    }
    long count = json.getLongValue();
    counts[key.slot] = count;
    return count > most ? RejectReason.OUT_OF_RANGE : null;
  }

  private @Nullable RejectReason readFlag(DataKey key, JsonToken value) {
    if (!value.isBoolean()) {
      return RejectReason.WRONG_TYPE;
    }
    counts[key.slot] = value == JsonToken.VALUE_TRUE ? 1 : 0;
    return null;
  }

  private @Nullable RejectReason readTime(DataKey key, JsonToken value, JsonParser json)
      throws IOException {
    if (value != JsonToken.VALUE_STRING) {
      return RejectReason.WRONG_TYPE;
    }
    long millis = Rfc3339.parse(json.getText());
    if (millis == Rfc3339.BAD) {
      return RejectReason.BAD_TIME;
    }
    counts[key.slot] = millis;
    return millis < EventReader.RECORDED_FROM || millis >= EventReader.RECORDED_TO
        ? RejectReason.TIME_TOO_FAR
        : null;
  }

  private @Nullable RejectReason readSketch(DataKey key, JsonToken value, JsonParser json)
      throws IOException {
    if (value != JsonToken.VALUE_STRING || json.getTextLength() != SKETCH_DIGITS) {
      return RejectReason.WRONG_TYPE;
    }
    String digits = json.getText();
    if (!digits.chars().allMatch(HexFormat::isHexDigit)) {
      return RejectReason.WRONG_TYPE;
    }
    counts[key.slot] = HexFormat.fromHexDigitsToLong(digits);
    return null;
  }

  /// The text of a key; empty when it is absent.
  String text(DataKey key) {
    return has(key) ? texts[key.slot] : "";
  }

  /// The text of a key without which the event says nothing.
  String requiredText(DataKey key) {
    String text = text(key);
    if (text.isEmpty()) {
      refuse(RejectReason.MISSING_FIELD, key, "a text");
    }
    return text;
  }

  /// The word of a key without which the event says nothing; `null` when the event is refused.
  <E extends Enum<E>> @Nullable E requiredWord(DataKey key, Words<E> words) {
    String text = text(key);
    E word = words.named(text);
    if (word == null) {
      boolean missing = text.isEmpty();
      refuse(missing ? RejectReason.MISSING_FIELD : RejectReason.UNKNOWN_VALUE, key, words.list());
    }
    return word;
  }

  /// The count of a key, the milliseconds of a time or the bits of a sketch, or `absent`.
  long count(DataKey key, long absent) {
    return has(key) ? counts[key.slot] : absent;
  }

  /// Whether a key is there and `true`.
  boolean flag(DataKey key) {
    return count(key, 0) == 1;
  }

  /// The count of a key that fits into an `int`, or -1.
  int smallCount(DataKey key) {
    return (int) count(key, -1);
  }

  /// Refuses the event; the first refusal stands.
  void refuse(RejectReason reason, DataKey key, String want) {
    if (problem == null) {
      problem = new Rejected(reason, "data." + key.text + ": want " + want);
    }
  }

  /// Why the event is refused, given the keys that its type has; `null` when it is not.
  @Nullable Rejected problem(long keys) {
    long bad = flawed & keys;
    if (bad != 0) {
      DataKey key = KEYS[Long.numberOfTrailingZeros(bad)];
      return new Rejected(flaws[key.slot], "data." + key.text + ": want " + wanted(key) + ", once");
    }
    return problem;
  }

  /// How many keys of the data the type does not have.
  int unknown(long keys) {
    return unnamed + Long.bitCount(seen & ~keys);
  }

  private boolean has(DataKey key) {
    return (present & ~flawed & key.bit()) != 0;
  }

  private static String wanted(DataKey key) {
    return switch (key.kind) {
      case NAME -> "a text of at most " + Text.MAX_BYTES + " bytes";
      case WORDS -> "a text";
      case COUNT -> "a whole number from 0 to " + MAX_COUNT;
      case SMALL_COUNT -> "a whole number from 0 to " + Integer.MAX_VALUE;
      case BYTES -> "a whole number from 0 to " + MAX_BYTES;
      case FLAG -> "true or false";
      case TIME -> "a time of RFC 3339 in the years 2000 to 2099";
      case SKETCH -> SKETCH_DIGITS + " hex digits";
      case UNREAD -> "any value";
    };
  }
}

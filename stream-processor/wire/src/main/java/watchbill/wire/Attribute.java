package watchbill.wire;

import org.jspecify.annotations.Nullable;

/// The CloudEvents attributes that are read.
enum Attribute {
  SPECVERSION,
  ID,
  SOURCE,
  TYPE,
  TIME,
  SUBJECT,
  DATA;

  /// The attribute's name.
  final String text;

  /// Where its value stands among the values of all attributes.
  final int slot;

  @SuppressWarnings("EnumOrdinal") // a place in arrays of this process, never written anywhere
  Attribute() {
    text = Words.word(this);
    slot = ordinal();
  }

  /// This attribute's bit in a set of attributes.
  int bit() {
    return 1 << slot;
  }

  /// The attribute with this name, if it is read.
  static @Nullable Attribute named(String name) {
    return switch (name) {
      case "specversion" -> SPECVERSION;
      case "id" -> ID;
      case "source" -> SOURCE;
      case "type" -> TYPE;
      case "time" -> TIME;
      case "subject" -> SUBJECT;
      case "data" -> DATA;
      default -> null;
    };
  }
}

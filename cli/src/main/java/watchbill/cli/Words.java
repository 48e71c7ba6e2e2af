package watchbill.cli;

import java.util.Locale;

/// How constants are said to a person.
final class Words {
  private Words() {}

  /// The constant in words: `waiting tool`.
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}

package watchbill.cli.bill;

/// A column of whole numbers in a [Section].
///
/// @param name as JSON calls it
/// @param isShown whether people see it in a table; programs always do
public record Count(String name, boolean isShown) {
  /// A column that everybody sees.
  static Count shown(String name) {
    return new Count(name, true);
  }

  /// A column for programs.
  static Count detail(String name) {
    return new Count(name, false);
  }
}

package watchbill.cli.bill;

/// A column of numbers in a [Section]: counts, or amounts in pico-dollars.
///
/// @param name as JSON calls it
/// @param isShown whether people see it in a table; programs always do
public record Column(String name, boolean isShown) {
  /// A column that everybody sees.
  static Column shown(String name) {
    return new Column(name, true);
  }

  /// A column for programs.
  static Column detail(String name) {
    return new Column(name, false);
  }
}

package watchbill.alerts;

import watchbill.metrics.catalogue.Label;

/// A label in which two alerts agree.
///
/// @param <C> the label sets of the one
/// @param <E> the label sets of the other
@SuppressWarnings("UnusedTypeParameter") // they say where it may be used
public final class Same<C, E> {
  private final String label;

  private Same(String label) {
    this.label = label;
  }

  /// Both have this label; where one of them lacks it, this does not compile.
  public static <T, C extends T, E extends T> Same<C, E> same(Label<T> label) {
    return new Same<>(label.name());
  }

  String label() {
    return label;
  }
}

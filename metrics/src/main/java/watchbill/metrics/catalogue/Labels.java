package watchbill.metrics.catalogue;

import java.util.List;

/// The labels of a family in the order in which they are written: one for each component of its
/// label record.
public final class Labels<L extends Record & LabelSet> {
  private final Class<L> record;
  private final List<Label<? super L>> labels;

  private Labels(Class<L> record, List<Label<? super L>> labels) {
    this.record = record;
    this.labels = labels;
  }

  /// The labels of a label record.
  ///
  /// @throws IllegalArgumentException when a label is named twice or a component has no label
  @SafeVarargs
  @SuppressWarnings("varargs") // List.of copies, it does not write
  public static <L extends Record & LabelSet> Labels<L> of(
      Class<L> record, Label<? super L>... labels) {
    var list = List.of(labels);
    long distinct = list.stream().map(Label::name).distinct().count();
    int components = record.getRecordComponents().length;
    if (distinct != list.size() || list.size() != components) {
      throw new IllegalArgumentException(
          "labels of %s: want one for each of its %d components, have %s"
              .formatted(
                  record.getSimpleName(), components, list.stream().map(Label::name).toList()));
    }
    return new Labels<>(record, list);
  }

  /// The label record.
  public Class<L> record() {
    return record;
  }

  /// The labels, in order.
  public List<Label<? super L>> all() {
    return labels;
  }

  /// The names, in order.
  public List<String> names() {
    return labels.stream().<String>map(Label::name).toList();
  }

  /// How many labels there are.
  public int size() {
    return labels.size();
  }

  /// The name of the label at `index`.
  public String name(int index) {
    return labels.get(index).name();
  }

  /// The value that `of` has for the label at `index`.
  public String value(int index, L of) {
    return labels.get(index).value().apply(of);
  }
}

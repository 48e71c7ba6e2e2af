package watchbill.metrics.catalogue;

/// Marks a record whose components are the labels of a family's series. Two equal records name the
/// same series.
public interface LabelSet {}

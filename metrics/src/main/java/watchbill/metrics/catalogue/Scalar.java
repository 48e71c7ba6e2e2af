package watchbill.metrics.catalogue;

/// A family whose series hold one number each.
public sealed interface Scalar<L extends Record & LabelSet> extends Family<L>
    permits Gauge, Counter {}

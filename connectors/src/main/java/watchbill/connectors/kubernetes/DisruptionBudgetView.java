package watchbill.connectors.kubernetes;

import org.jspecify.annotations.Nullable;

/// What is kept of one PodDisruptionBudget.
///
/// @param selected which pods of its namespace it is about
/// @param status null until its controller has seen the newest specification
/// @param allows its condition `DisruptionAllowed`
public record DisruptionBudgetView(
    String uid,
    String resourceVersion,
    String namespace,
    String name,
    LabelSelection selected,
    BudgetLimit limit,
    @Nullable BudgetStatus status,
    StatusCondition allows)
    implements ClusterObject {}

package watchbill.connectors.kubernetes;

import static watchbill.connectors.kubernetes.Said.text;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetSpec;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reduces a PodDisruptionBudget to its [DisruptionBudgetView]. Anything may be missing; nothing
/// here throws.
final class DisruptionBudgetReader {
  private DisruptionBudgetReader() {}

  static DisruptionBudgetView read(PodDisruptionBudget budget) {
    ObjectMeta meta = Said.meta(budget);
    PodDisruptionBudgetSpec spec =
        budget.getSpec() == null ? new PodDisruptionBudgetSpec() : budget.getSpec();
    PodDisruptionBudgetStatus status =
        budget.getStatus() == null ? new PodDisruptionBudgetStatus() : budget.getStatus();
    return new DisruptionBudgetView(
        text(meta.getUid()),
        text(meta.getResourceVersion()),
        text(meta.getNamespace()),
        text(meta.getName()),
        selection(spec.getSelector()),
        limit(spec),
        status(meta, status),
        allows(status));
  }

  private static BudgetLimit limit(PodDisruptionBudgetSpec spec) {
    PodShare max = PodShare.read(spec.getMaxUnavailable());
    if (max != null) {
      return new BudgetLimit.MaxUnavailable(max);
    }
    PodShare min = PodShare.read(spec.getMinAvailable());
    return min == null ? new BudgetLimit.None() : new BudgetLimit.MinAvailable(min);
  }

  private static @Nullable BudgetStatus status(ObjectMeta meta, PodDisruptionBudgetStatus said) {
    Integer allowed = said.getDisruptionsAllowed();
    Integer healthy = said.getCurrentHealthy();
    Integer desired = said.getDesiredHealthy();
    Integer expected = said.getExpectedPods();
    Long seen = said.getObservedGeneration();
    Long newest = meta.getGeneration();
    boolean observed = newest == null || (seen != null && seen >= newest);
    return !observed || allowed == null || healthy == null || desired == null || expected == null
        ? null
        : new BudgetStatus(allowed, healthy, desired, expected);
  }

  private static StatusCondition allows(PodDisruptionBudgetStatus status) {
    for (Condition condition : Said.present(status.getConditions())) {
      if ("DisruptionAllowed".equals(condition.getType())) {
        return StatusCondition.of(
            condition.getStatus(), condition.getReason(), condition.getLastTransitionTime());
      }
    }
    return StatusCondition.NONE;
  }

  /// No selector selects nothing; one that says nothing selects everything.
  private static LabelSelection selection(@Nullable LabelSelector selector) {
    if (selector == null) {
      return LabelSelection.NOTHING;
    }
    List<LabelSelection.Requirement> requirements = new ArrayList<>();
    for (LabelSelectorRequirement said : Said.present(selector.getMatchExpressions())) {
      LabelSelection.Requirement requirement = requirement(said);
      if (requirement == null) {
        return LabelSelection.NOTHING;
      }
      requirements.add(requirement);
    }
    return new LabelSelection(false, Said.labels(selector.getMatchLabels()), requirements);
  }

  private static LabelSelection.@Nullable Requirement requirement(LabelSelectorRequirement said) {
    String key = text(said.getKey());
    Set<String> values = Set.copyOf(Said.present(said.getValues()));
    return switch (text(said.getOperator())) {
      case "In" -> new LabelSelection.In(key, values);
      case "NotIn" -> new LabelSelection.NotIn(key, values);
      case "Exists" -> new LabelSelection.Exists(key, true);
      case "DoesNotExist" -> new LabelSelection.Exists(key, false);
      default -> null;
    };
  }
}

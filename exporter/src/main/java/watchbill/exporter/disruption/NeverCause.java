package watchbill.exporter.disruption;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.BudgetLimit;
import watchbill.connectors.kubernetes.BudgetStatus;
import watchbill.connectors.kubernetes.DisruptionBudgetView;
import watchbill.connectors.kubernetes.PodShare;
import watchbill.connectors.kubernetes.Truth;
import watchbill.connectors.kubernetes.WorkloadView;

/// Why a disruption budget allows no eviction even while all its pods are healthy.
enum NeverCause {
  /// `maxUnavailable` is 0 or 0 %.
  MAX_UNAVAILABLE_ZERO,
  /// `minAvailable` is 100 %, or comes to as many pods as there are.
  MIN_AVAILABLE_ALL,
  /// Its controller cannot tell how many pods there should be, such as for `maxUnavailable` over
  /// pods that nothing made.
  SYNC_FAILED;

  private static final int ALL = 100;

  /// As it stands in a label.
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The cause; null when the budget does allow evictions while its pods are healthy.
  ///
  /// @param makers the workloads that make its pods, as far as they are known
  static @Nullable NeverCause of(DisruptionBudgetView budget, List<WorkloadView> makers) {
    NeverCause bySpecification =
        switch (budget.limit()) {
          case BudgetLimit.MaxUnavailable(PodShare share) ->
              share.amount() == 0 ? MAX_UNAVAILABLE_ZERO : null;
          case BudgetLimit.MinAvailable(PodShare share) ->
              isAll(share, pods(budget.status(), makers)) ? MIN_AVAILABLE_ALL : null;
          case BudgetLimit.None() -> null;
        };
    if (bySpecification != null) {
      return bySpecification;
    }
    boolean failed =
        budget.allows().status() == Truth.FALSE && budget.allows().reason().equals("SyncFailed");
    return failed ? SYNC_FAILED : null;
  }

  private static boolean isAll(PodShare share, long pods) {
    return (share.percent() && share.amount() >= ALL) || (pods > 0 && share.of(pods) >= pods);
  }

  /// How many pods there should be. The controller counts the pods that there are, when
  /// `minAvailable` is a number; so what the workloads want goes before its word.
  private static long pods(@Nullable BudgetStatus status, List<WorkloadView> makers) {
    if (!makers.isEmpty()) {
      return makers.stream().mapToLong(maker -> maker.replicas().desired()).sum();
    }
    return status == null ? 0 : status.expected();
  }
}

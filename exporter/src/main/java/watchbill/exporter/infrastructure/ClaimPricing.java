package watchbill.exporter.infrastructure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.ClaimView;
import watchbill.metrics.catalogue.AgentLabels;

/// Gives each volume to the pods that mount it, in equal parts, or to nobody. A volume costs what
/// is allocated, whatever is written on it; a claim that has no volume yet costs nothing.
final class ClaimPricing {
  private final Rates rates;

  ClaimPricing(Rates rates) {
    this.rates = rates;
  }

  /// Writes the parts of this claim's volume into the draft.
  ///
  /// @param mounts whose the pods are that mount it, one each
  void price(ClaimView claim, List<@Nullable AgentLabels> mounts, BillDraft draft) {
    if (!claim.bound()) {
      return;
    }
    long price = rates.perHour(claim);
    if (price == ComputeRates.UNKNOWN) {
      draft.unpriced(Resource.VOLUME, 1);
      mounts.forEach(draft::incomplete);
      return;
    }
    long part = mounts.isEmpty() ? 0 : price / mounts.size();
    for (AgentLabels agent : mounts) {
      draft.hold(Resource.VOLUME, agent, part);
    }
    draft.add(Resource.VOLUME, Use.IDLE, price - part * mounts.size());
  }
}

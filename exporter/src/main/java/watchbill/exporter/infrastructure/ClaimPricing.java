package watchbill.exporter.infrastructure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.ClaimView;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.InfrastructureFamilies.ClaimLabels;

/// Gives each volume to the pods that mount it, in equal parts, or to nobody. A volume costs what
/// is allocated, whatever is written on it; a claim that has no volume yet costs nothing.
final class ClaimPricing {
  private static final long GIB = 1L << 30;

  /// Hours in a month, as OpenCost and the providers' price lists have it (365 * 24 / 12).
  private static final long MONTH_HOURS = 730;

  private final Rates rates;
  private final PodOwners owners;

  ClaimPricing(Rates rates, PodOwners owners) {
    this.rates = rates;
    this.owners = owners;
  }

  /// Writes the parts of this claim's volume into the draft.
  ///
  /// @param mounts whose the pods are that mount it, one each
  void price(ClaimView claim, List<@Nullable AgentLabels> mounts, BillDraft draft) {
    if (!claim.bound()) {
      return;
    }
    long rate = rates.ofVolume(claim.storageClass());
    if (rate == ComputeRates.UNKNOWN) {
      draft.unpriced(Resource.VOLUME, 1);
      mounts.forEach(draft::incomplete);
      return;
    }
    long price = Division.timesOver(rate, claim.bytes(), GIB * MONTH_HOURS);
    long part = mounts.isEmpty() ? 0 : price / mounts.size();
    for (AgentLabels agent : mounts) {
      draft.hold(Resource.VOLUME, agent, part);
    }
    draft.add(Resource.VOLUME, Use.IDLE, price - part * mounts.size());
    if (mounts.isEmpty()) {
      AgentLabels owner = owners.of(claim);
      draft.unmounted(
          new ClaimLabels(
              owner.tenant(),
              owner.agent(),
              owner.role(),
              claim.namespace(),
              claim.name(),
              claim.storageClass()),
          price);
    }
  }
}

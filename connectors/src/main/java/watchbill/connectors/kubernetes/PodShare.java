package watchbill.connectors.kubernetes;

import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/// A number of pods, or so many hundredths of all.
///
/// @param amount not negative
public record PodShare(int amount, boolean percent) {
  /// How many that are of so many. Part of a pod counts as one, as the disruption controller counts
  /// (kubernetes/kubernetes: pkg/controller/disruption/disruption.go, getExpectedPodCount).
  public long of(long pods) {
    return percent ? Math.ceilDiv(pods * amount, 100L) : amount;
  }

  /// Reads `3` or `30%`; null when it is neither.
  static @Nullable PodShare read(@Nullable IntOrString said) {
    if (said == null) {
      return null;
    }
    Integer number = said.getIntVal();
    if (number != null) {
      return number < 0 ? null : new PodShare(number, false);
    }
    String text = Said.text(said.getStrVal());
    return text.matches("\\d{1,6}%")
        ? new PodShare(Integer.parseInt(text.substring(0, text.length() - 1)), true)
        : null;
  }
}

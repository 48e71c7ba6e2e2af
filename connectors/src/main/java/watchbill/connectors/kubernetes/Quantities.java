package watchbill.connectors.kubernetes;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the amounts of resources in Kubernetes' notation
/// (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/). What is not
/// said or cannot be read is nothing.
final class Quantities {
  /// The resources that GPUs are asked for by: whole ones, those that several pods share, and AMD's
  /// (https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/gpu-sharing.html).
  private static final List<String> GPUS =
      List.of("nvidia.com/gpu", "nvidia.com/gpu.shared", "amd.com/gpu");

  /// GPUs of other makers, which nobody asked us to price so far.
  private static final List<String> MORE_GPUS = List.of("gpu.intel.com/i915", "gpu.intel.com/xe");

  private static final String MIG = "nvidia.com/mig";

  /// Stands for an amount that is not said.
  static final long NOT_SAID = -1;

  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

  /// Kubernetes itself keeps 18 digits before and 9 after the point.
  private static final int MOST_DIGITS = 40;

  private Quantities() {}

  static ComputeAmounts compute(@Nullable Map<String, Quantity> amounts) {
    if (amounts == null) {
      return ComputeAmounts.NONE;
    }
    long gpus = 0;
    for (String resource : GPUS) {
      gpus += whole(amounts.get(resource), BigDecimal.ONE);
    }
    return new ComputeAmounts(whole(amounts.get("cpu"), NANOS), bytes(amounts, "memory"), gpus);
  }

  static long bytes(@Nullable Map<String, Quantity> amounts, String resource) {
    return amounts == null ? 0 : whole(amounts.get(resource), BigDecimal.ONE);
  }

  /// The CPU in nanocores; [#NOT_SAID] when it is not.
  static long nanocores(@Nullable Map<String, Quantity> amounts) {
    Quantity said = amounts == null ? null : amounts.get("cpu");
    return said == null ? NOT_SAID : whole(said, NANOS);
  }

  /// The memory in bytes; [#NOT_SAID] when it is not.
  static long memoryBytes(@Nullable Map<String, Quantity> amounts) {
    Quantity said = amounts == null ? null : amounts.get("memory");
    return said == null ? NOT_SAID : whole(said, BigDecimal.ONE);
  }

  static long gpus(@Nullable Quantity quantity) {
    return whole(quantity, BigDecimal.ONE);
  }

  /// The resource as it is shown when it is one that GPUs are asked for by, else empty. MIG has a
  /// resource for each size of slice
  /// (https://docs.nvidia.com/datacenter/cloud-native/kubernetes/latest/).
  static String gpuResource(String resource) {
    if (resource.startsWith(MIG + "-")) {
      return MIG;
    }
    return GPUS.contains(resource) || MORE_GPUS.contains(resource) ? resource : "";
  }

  /// The amount itself; NaN when it is not said or cannot be read.
  static double number(@Nullable Quantity quantity) {
    if (quantity == null) {
      return Double.NaN;
    }
    try {
      BigDecimal amount = quantity.getNumericalAmount();
      return Math.abs(amount.scale()) > MOST_DIGITS ? Double.NaN : amount.doubleValue();
    } catch (IllegalArgumentException | ArithmeticException notAnAmount) {
      return Double.NaN;
    }
  }

  /// Rounded down, and never negative.
  private static long whole(@Nullable Quantity quantity, BigDecimal unit) {
    if (quantity == null) {
      return 0;
    }
    try {
      BigDecimal amount = quantity.getNumericalAmount().multiply(unit);
      return amount.signum() < 0 || amount.precision() - amount.scale() > 18
          ? 0
          : amount.longValue();
    } catch (IllegalArgumentException | ArithmeticException notAnAmount) {
      return 0;
    }
  }
}

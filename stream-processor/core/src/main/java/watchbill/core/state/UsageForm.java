package watchbill.core.state;

import watchbill.core.Usage;

/// The byte form of token counts.
public final class UsageForm {
  private UsageForm() {}

  /// Writes the counts.
  public static void save(Usage usage, StateOutput out) {
    out.number(usage.input());
    out.number(usage.output());
    out.number(usage.cacheRead());
    out.number(usage.cacheWrite5m());
    out.number(usage.cacheWrite1h());
    out.number(usage.serverTools());
  }

  /// Reads what [#save] wrote.
  public static Usage restore(StateInput in) {
    return new Usage(in.number(), in.number(), in.number(), in.number(), in.number(), in.number());
  }
}

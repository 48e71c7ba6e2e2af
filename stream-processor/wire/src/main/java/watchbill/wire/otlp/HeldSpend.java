package watchbill.wire.otlp;

import watchbill.core.Usage;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// What a metric says was spent within one interval.
///
/// @param key names this interval of this stream: the same whenever it is sent again
/// @param responses how many responses it may have been; 0 when the metric does not say
record HeldSpend(
    SpendSource source,
    String key,
    long atMillis,
    String provider,
    String model,
    String session,
    Usage usage,
    long responses) {
  void save(StateOutput out) {
    out.name(source);
    out.text(key);
    out.number(atMillis);
    out.text(provider);
    out.text(model);
    out.text(session);
    out.number(usage.input());
    out.number(usage.output());
    out.number(usage.cacheRead());
    out.number(usage.cacheWrite5m());
    out.number(responses);
  }

  static HeldSpend restore(StateInput in) {
    SpendSource source = in.name(SpendSource.class);
    return new HeldSpend(
        source == null ? SpendSource.GENAI_HISTOGRAM : source,
        in.text(),
        in.number(),
        in.text(),
        in.text(),
        in.text(),
        new Usage(in.number(), in.number(), in.number(), in.number(), 0),
        in.number());
  }
}

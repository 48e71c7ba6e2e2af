package watchbill.wire;

import static watchbill.wire.DataKey.*;

import org.jspecify.annotations.Nullable;
import watchbill.core.AgentEvent;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.Usage;

/// From the two ways in which providers count tokens to our disjoint classes.
///
/// `inclusive`, the default: input tokens include those read from a cache and those written to one,
/// as OpenTelemetry's `gen_ai.usage.input_tokens` and OpenAI count. `exclusive`: they do not, as
/// Anthropic counts. Source: OpenTelemetry's semantic conventions for generative AI, and
/// Anthropic's and OpenAI's descriptions of their usage objects.
final class ModelUsage {
  static final String INCLUSIVE = "inclusive";
  static final String EXCLUSIVE = "exclusive";

  /// The purpose of an answer that was asked for in order to make the context smaller. Others may
  /// be said, and mean nothing here.
  static final String COMPACTION = "compaction";

  private ModelUsage() {}

  /// The answer that the data describe, or `null` when they now have a problem.
  static @Nullable AgentEvent answered(long at, String task, DataFields data) {
    Usage usage = usage(data);
    return usage == null
        ? null
        : new ModelAnswered(
            at,
            data.text(PROVIDER),
            data.text(MODEL),
            data.text(RESPONSE),
            data.text(SERVICE_TIER),
            usage,
            data.text(SESSION),
            task,
            data.text(PURPOSE).equals(COMPACTION));
  }

  private static @Nullable Usage usage(DataFields data) {
    String convention = data.text(USAGE_CONVENTION);
    boolean exclusive = convention.equals(EXCLUSIVE);
    if (!exclusive && !convention.isEmpty() && !convention.equals(INCLUSIVE)) {
      data.refuse(RejectReason.UNKNOWN_VALUE, USAGE_CONVENTION, INCLUSIVE + ", " + EXCLUSIVE);
      return null;
    }
    long cacheRead = data.count(CACHE_READ_TOKENS, 0);
    long written1h = data.count(CACHE_CREATION_1H_TOKENS, 0);
    long written = data.count(CACHE_CREATION_TOKENS, written1h);
    if (written1h > written) {
      data.refuse(
          RejectReason.INCONSISTENT_USAGE,
          CACHE_CREATION_1H_TOKENS,
          "no more than " + CACHE_CREATION_TOKENS.text);
      return null;
    }
    long input = data.count(INPUT_TOKENS, 0) - (exclusive ? 0 : cacheRead + written);
    if (input < 0) {
      data.refuse(
          RejectReason.INCONSISTENT_USAGE,
          INPUT_TOKENS,
          "no less than was read from caches and written to them, or usage_convention "
              + EXCLUSIVE);
      return null;
    }
    return new Usage(
        input,
        data.count(OUTPUT_TOKENS, 0),
        cacheRead,
        written - written1h,
        written1h,
        data.count(SERVER_TOOL_CALLS, 0));
  }
}

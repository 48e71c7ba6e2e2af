package watchbill.core;

import java.util.List;

/// Tokens by class, and units of the provider's own tools: those of one model response, or a sum
/// over many. Never negative.
///
/// @param serverTools calls of tools that run at the provider and are billed by the call, such as a
///   web search; no tokens
public record Usage(
    long input,
    long output,
    long cacheRead,
    long cacheWrite5m,
    long cacheWrite1h,
    long serverTools) {
  /// No tokens at all.
  public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0);

  public Usage {
    if ((input | output | cacheRead | cacheWrite5m | cacheWrite1h | serverTools) < 0) {
      throw new IllegalArgumentException(
          "usage: want no negative count, have "
              + List.of(input, output, cacheRead, cacheWrite5m, cacheWrite1h, serverTools));
    }
  }

  /// Tokens alone.
  public Usage(long input, long output, long cacheRead, long cacheWrite5m, long cacheWrite1h) {
    this(input, output, cacheRead, cacheWrite5m, cacheWrite1h, 0);
  }

  /// The count of one class.
  public long of(TokenClass tokenClass) {
    return switch (tokenClass) {
      case INPUT -> input;
      case OUTPUT -> output;
      case CACHE_READ -> cacheRead;
      case CACHE_WRITE_5M -> cacheWrite5m;
      case CACHE_WRITE_1H -> cacheWrite1h;
    };
  }

  /// Field by field the larger count: two reports of one response, whatever their order.
  public Usage max(Usage other) {
    return new Usage(
        Math.max(input, other.input),
        Math.max(output, other.output),
        Math.max(cacheRead, other.cacheRead),
        Math.max(cacheWrite5m, other.cacheWrite5m),
        Math.max(cacheWrite1h, other.cacheWrite1h),
        Math.max(serverTools, other.serverTools));
  }

  /// Field by field the sum; a field stays at [Long#MAX_VALUE] rather than turn negative.
  public Usage plus(Usage other) {
    return new Usage(
        sum(input, other.input),
        sum(output, other.output),
        sum(cacheRead, other.cacheRead),
        sum(cacheWrite5m, other.cacheWrite5m),
        sum(cacheWrite1h, other.cacheWrite1h),
        sum(serverTools, other.serverTools));
  }

  /// Field by field the difference; `other` must not exceed this in any field.
  public Usage minus(Usage other) {
    return new Usage(
        input - other.input,
        output - other.output,
        cacheRead - other.cacheRead,
        cacheWrite5m - other.cacheWrite5m,
        cacheWrite1h - other.cacheWrite1h,
        serverTools - other.serverTools);
  }

  /// All tokens of the request: what its size is measured by where a price depends on it.
  public long prompt() {
    return sum(sum(sum(input, cacheRead), cacheWrite5m), cacheWrite1h);
  }

  /// The tokens of all classes together, at most [Long#MAX_VALUE].
  public long total() {
    return sum(sum(sum(sum(input, output), cacheRead), cacheWrite5m), cacheWrite1h);
  }

  /// The sum of two counts, fixed at [Long#MAX_VALUE] beyond it.
  public static long sum(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}

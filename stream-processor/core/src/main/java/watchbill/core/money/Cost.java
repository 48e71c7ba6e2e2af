package watchbill.core.money;

import watchbill.core.TokenClass;

/// What something costs, split by what was paid for: pico-dollars by class of tokens, and for the
/// provider's own tools. The parts are the whole: there is no amount beside them. A difference of
/// two costs may be negative.
public record Cost(
    long input,
    long output,
    long cacheRead,
    long cacheWrite5m,
    long cacheWrite1h,
    long serverTools) {
  /// Nothing.
  public static final Cost NONE = new Cost(0, 0, 0, 0, 0, 0);

  /// The amount of one class of tokens.
  public long of(TokenClass tokenClass) {
    return switch (tokenClass) {
      case INPUT -> input;
      case OUTPUT -> output;
      case CACHE_READ -> cacheRead;
      case CACHE_WRITE_5M -> cacheWrite5m;
      case CACHE_WRITE_1H -> cacheWrite1h;
    };
  }

  /// Part by part the sum.
  public Cost plus(Cost other) {
    return new Cost(
        PicoUsd.plus(input, other.input),
        PicoUsd.plus(output, other.output),
        PicoUsd.plus(cacheRead, other.cacheRead),
        PicoUsd.plus(cacheWrite5m, other.cacheWrite5m),
        PicoUsd.plus(cacheWrite1h, other.cacheWrite1h),
        PicoUsd.plus(serverTools, other.serverTools));
  }

  /// Part by part the difference.
  public Cost minus(Cost other) {
    return new Cost(
        input - other.input,
        output - other.output,
        cacheRead - other.cacheRead,
        cacheWrite5m - other.cacheWrite5m,
        cacheWrite1h - other.cacheWrite1h,
        serverTools - other.serverTools);
  }

  /// All parts together.
  public long total() {
    long sum = PicoUsd.plus(PicoUsd.plus(input, output), PicoUsd.plus(cacheRead, cacheWrite5m));
    return PicoUsd.plus(sum, PicoUsd.plus(cacheWrite1h, serverTools));
  }
}

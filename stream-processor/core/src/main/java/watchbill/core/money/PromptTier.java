package watchbill.core.money;

/// The rates of requests with a large prompt. All classes of the request move to them, not only the
/// tokens beyond the threshold.
///
/// @param threshold in tokens of the whole prompt, cached ones included
/// @param inclusive whether a prompt of exactly the threshold is in this tier
public record PromptTier(long threshold, boolean inclusive, Price price) {
  public PromptTier {
    if (threshold < 1 || threshold == Long.MAX_VALUE) {
      throw new IllegalArgumentException(
          "price tier: want a threshold of 1 token or more, have " + threshold);
    }
  }

  /// The smallest prompt in this tier, in tokens.
  public long from() {
    return inclusive ? threshold : threshold + 1;
  }
}

package watchbill.core.state;

/// A 128-bit fingerprint of several texts in order. Two different lists of texts share one with a
/// probability that can be neglected (10^-25 among ten million); it is no defence against somebody
/// who looks for a collision, which could hide only his own tenant's events.
public record Fingerprint(long high, long low) {
  // Two independent 64-bit lanes over the UTF-16 units, each mixed with the finaliser of
  // SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
  private static final long HIGH_SEED = 0x9E3779B97F4A7C15L;
  private static final long LOW_SEED = 0xC2B2AE3D27D4EB4FL;
  private static final int END_OF_TEXT = 0x10000;

  /// The fingerprint of these texts; `("ab", "c")`, `("a", "bc")` and `("a", "b", "c")` all differ.
  public static Fingerprint of(String... texts) {
    long high = HIGH_SEED;
    long low = LOW_SEED;
    for (String text : texts) {
      for (int i = 0, end = text.length(); i <= end; i++) {
        int unit = i < end ? text.charAt(i) : END_OF_TEXT;
        high = mix(high ^ unit);
        low = mix(low + HIGH_SEED + unit);
      }
    }
    return new Fingerprint(high, low);
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}

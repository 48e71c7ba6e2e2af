package watchbill.core;

/// The disjoint classes in which a model's tokens are counted and priced. Reasoning tokens are
/// inside `OUTPUT`.
public enum TokenClass {
  /// Prompt tokens that neither came from a cache nor were written to one.
  INPUT,
  OUTPUT,
  CACHE_READ,
  /// Written to a cache that keeps them for five minutes.
  CACHE_WRITE_5M,
  /// Written to a cache that keeps them for one hour.
  CACHE_WRITE_1H
}

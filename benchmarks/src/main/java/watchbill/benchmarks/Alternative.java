package watchbill.benchmarks;

/// One of two ways of doing the same work.
///
/// @param name how the report calls it
/// @param operations how many operations one run of `work` is
public record Alternative(String name, long operations, Work work) {
  /// The work itself. Its result depends on all that it did, so that nothing can be left out.
  @FunctionalInterface
  public interface Work {
    /// Does the work once.
    long run();
  }
}

package watchbill.benchmarks.cluster;

/// What is held in memory.
final class Heap {
  private static final int COLLECTIONS = 5;

  private Heap() {}

  /// In bytes, after everything that nobody holds was collected.
  static long usedBytes() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}

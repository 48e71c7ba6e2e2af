package watchbill.cli.explain;

/// How much memory the timelines may take.
///
/// @param entryBytes all entries of all agents together
/// @param nameBytes the agents and their models, entries apart
public record Bounds(long entryBytes, long nameBytes) {
  private static final long MIB = 1L << 20;

  /// An eighth of this process' heap for entries, at most 64 MiB, and a sixteenth for names, at
  /// most 32 MiB: 50,000 agents and more.
  public static Bounds ofHeap() {
    long heap = Runtime.getRuntime().maxMemory();
    return new Bounds(Math.min(64 * MIB, heap / 8), Math.min(32 * MIB, heap / 16));
  }
}

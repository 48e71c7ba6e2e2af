package watchbill.benchmarks;

import java.io.PrintStream;
import java.lang.ref.Reference;
import java.util.List;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.GzipPage;
import watchbill.metrics.exposition.Page;

/// What a million series hold on the heap: our tables, alone and with what compressed scrapes keep
/// of them; and their lines kept as text, one array for each pod and family.
final class SeriesMemoryBenchmark {
  private static final int PODS = 33_334;
  private static final int COLLECTIONS = 4;

  void run(PrintStream out) {
    long before = usedBytes();
    report(out, "lines kept as text", before, new RenderedLines(new PodFleet(PODS)));

    before = usedBytes();
    PodFleet fleet = new PodFleet(PODS);
    report(out, "watchbill's tables", before, fleet);
    Page page = new Page(List.<ExpositionSource>copyOf(fleet.tables()));
    GzipPage gzip = new GzipPage(page);
    out.printf("one scrape compressed: %,d bytes%n", gzip.scrape(Format.TEXT).size());
    report(out, "watchbill's tables, compressed form kept", before, gzip);
  }

  private static void report(PrintStream out, String what, long before, Object kept) {
    try {
      long series = (long) PODS * PodFleet.FAMILIES;
      out.printf(
          "%-42s %,d series: %.1f bytes a series%n",
          what, series, (usedBytes() - before) / (double) series);
    } finally {
      Reference.reachabilityFence(kept);
    }
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}

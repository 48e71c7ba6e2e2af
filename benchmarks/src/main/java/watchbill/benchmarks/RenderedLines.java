package watchbill.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.SeriesTable;

/// A page as kube-state-metrics keeps it: for each family and object the lines as bytes that are
/// ready to be written
/// (<https://github.com/kubernetes/kube-state-metrics/blob/main/pkg/metrics_store/metrics_store.go>).
final class RenderedLines {
  private final List<byte[]> headers = new ArrayList<>();
  private final List<byte[][]> lines = new ArrayList<>();

  RenderedLines(PodFleet fleet) {
    for (SeriesTable<?> table : fleet.tables()) {
      Family<?> family = table.family();
      ByteSink page = new ByteSink(1 << 20);
      table.writeTo(Format.TEXT, page);
      headers.add(Format.TEXT.header(family));
      lines.add(
          page.toString()
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> (line + "\n").getBytes(StandardCharsets.UTF_8))
              .toArray(byte[][]::new));
    }
  }

  /// Writes the page; gives the number of lines.
  long writeTo(OutputStream out) {
    long written = 0;
    try {
      for (int family = 0; family < lines.size(); family++) {
        out.write(headers.get(family));
        for (byte[] line : lines.get(family)) {
          out.write(line);
          written++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing a scrape into nothing", e);
    }
    return written;
  }
}

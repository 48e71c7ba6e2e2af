package watchbill.exporter.gpu;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import watchbill.connectors.gpu.DcgmAnswer;
import watchbill.connectors.gpu.DcgmTarget;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.GpuFamilies;
import watchbill.metrics.catalogue.GpuFamilies.PageLabels;
import watchbill.metrics.catalogue.GpuFamilies.ReasonLabels;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.SeriesTable;

/// How reading the pages of DCGM exporters goes, as series. One thread tells; any number of scrapes
/// write beside it.
final class PageSeries implements ExpositionSource {
  private final SeriesTable<PageLabels> up = new SeriesTable<>(GpuFamilies.PAGE_UP);
  private final SeriesTable<ReasonLabels> skipped = new SeriesTable<>(GpuFamilies.LINES_SKIPPED);

  /// All exporters were asked once; those that are not among the answers are not shown any more.
  /// Where two run on one node, it is up when both are.
  void show(List<DcgmAnswer> answers) {
    Map<PageLabels, Double> next = new HashMap<>();
    for (DcgmAnswer answer : answers) {
      PageLabels labels = new PageLabels(nameOf(answer.target()));
      switch (answer) {
        case DcgmAnswer.Page page -> {
          next.merge(labels, 1.0, Math::min);
          page.skipped()
              .forEach((why, lines) -> skipped.series(new ReasonLabels(why.text())).add(lines));
        }
        case DcgmAnswer.None _ -> next.put(labels, 0.0);
      }
    }
    up.replace(next);
  }

  @Override
  public List<Family<?>> families() {
    return List.of(up.family(), skipped.family());
  }

  @Override
  public int writeTo(Format format, ByteSink out) {
    return up.writeTo(format, out) + skipped.writeTo(format, out);
  }

  private static String nameOf(DcgmTarget target) {
    return target.node().isEmpty() ? GpuReadings.nameOf(target.page()) : target.node();
  }
}

package watchbill.exporter.page;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.metrics.catalogue.Catalogue;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.OpenMetricsFormat;
import watchbill.metrics.exposition.ProtobufFormat;
import watchbill.metrics.exposition.TextFormat;

/// Metrics that are not in the catalogue: those of client_java registries (the process, and what
/// users bring along). Where two have one name the first registry's is shown, and the catalogue's
/// before all; a registry that fails is left out of the scrape. Each is logged once.
public final class ForeignCollectors implements ExpositionSource {
  private static final Logger LOG = LoggerFactory.getLogger(ForeignCollectors.class);
  private static final ExpositionFormatWriter TEXT = PrometheusTextFormatWriter.create();
  private static final ExpositionFormatWriter OPEN_METRICS = OpenMetricsTextFormatWriter.create();
  private static final Set<String> OURS =
      Catalogue.ours().stream().map(f -> base(f.name())).collect(Collectors.toUnmodifiableSet());

  private final List<PrometheusRegistry> registries;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /// What these registries hold, the more important one first.
  public ForeignCollectors(List<PrometheusRegistry> registries) {
    this.registries = List.copyOf(registries);
  }

  /// None: what it writes is not in the catalogue.
  @Override
  public List<Family<?>> families() {
    return List.of();
  }

  @Override
  public int writeTo(Format format, ByteSink out) {
    return switch (format) {
      case TextFormat _ -> lines(TEXT, format, out);
      case OpenMetricsFormat _ -> lines(OPEN_METRICS, format, out);
      case ProtobufFormat _ -> SnapshotMessages.write(snapshots(), out);
    };
  }

  private int lines(ExpositionFormatWriter writer, Format format, ByteSink out) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 << 10);
    try {
      writer.write(bytes, snapshots());
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer in memory cannot be written", e);
    }
    byte[] page = bytes.toByteArray();
    byte[] withoutEnd = Arrays.copyOf(page, page.length - format.end().length());
    out.write(withoutEnd);
    return samples(withoutEnd);
  }

  /// The lines that are not comments.
  private static int samples(byte[] page) {
    int samples = 0;
    for (int i = 0; i < page.length; i++) {
      boolean lineStarts = i == 0 || page[i - 1] == '\n';
      samples += lineStarts && page[i] != '#' ? 1 : 0;
    }
    return samples;
  }

  private MetricSnapshots snapshots() {
    Map<String, MetricSnapshot> byName = new LinkedHashMap<>();
    registries.stream()
        .flatMap(this::scrape)
        .forEach(snapshot -> {
          String name = base(snapshot.getMetadata().getPrometheusName());
          if (OURS.contains(name) || byName.putIfAbsent(name, snapshot) != null) {
            tellOnce(name, "Another metric has the name {}; it is not shown twice");
          }
        });
    return new MetricSnapshots(byName.values());
  }

  private Stream<MetricSnapshot> scrape(PrometheusRegistry registry) {
    try {
      return registry.scrape().stream();
    } catch (RuntimeException e) {
      tellOnce("" + e, "A collector failed, and its registry is left out of the scrape: {}");
      return Stream.empty();
    }
  }

  private void tellOnce(String what, String message) {
    if (told.size() < 100 && told.add(what)) {
      LOG.warn(message, what);
    }
  }

  private static String base(String name) {
    return name.endsWith("_total") ? name.substring(0, name.length() - "_total".length()) : name;
  }
}

package watchbill.exporter;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import watchbill.exporter.health.Dependency;
import watchbill.exporter.health.SourceHealth;
import watchbill.metrics.exposition.ExpositionSource;

/// What an exporter shows besides itself.
///
/// @param version of Watchbill
/// @param activity the source of the agents' events
/// @param otherSources all other sources, with names that differ
/// @param series what is shown besides agents' signals and health: pods, intake ...
/// @param dependencies what else must do its work; every source is one already
/// @param collectors client_java registries that users bring along
/// @param pages what is answered besides metrics and health; a plain page at `/` where none is one
public record ExporterParts(
    String version,
    SourceHealth activity,
    List<SourceHealth> otherSources,
    List<ExpositionSource> series,
    List<Dependency> dependencies,
    List<PrometheusRegistry> collectors,
    List<Page> pages) {
  public ExporterParts {
    otherSources = List.copyOf(otherSources);
    series = List.copyOf(series);
    dependencies = List.copyOf(dependencies);
    collectors = List.copyOf(collectors);
    pages = List.copyOf(pages);
  }

  /// Without further pages.
  public ExporterParts(
      String version,
      SourceHealth activity,
      List<SourceHealth> otherSources,
      List<ExpositionSource> series,
      List<Dependency> dependencies,
      List<PrometheusRegistry> collectors) {
    this(version, activity, otherSources, series, dependencies, collectors, List.of());
  }

  /// Only the agents, as this source brings them.
  public static ExporterParts of(String version, SourceHealth activity) {
    return new ExporterParts(version, activity, List.of(), List.of(), List.of(), List.of());
  }
}

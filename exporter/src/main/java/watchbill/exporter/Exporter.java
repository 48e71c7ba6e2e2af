package watchbill.exporter;

import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.List;
import watchbill.connectors.http.HttpServer;
import watchbill.connectors.http.Response;
import watchbill.connectors.http.Route;
import watchbill.exporter.agents.AgentSeries;
import watchbill.exporter.agents.Renewed;
import watchbill.exporter.health.Dependency;
import watchbill.exporter.health.HealthSeries;
import watchbill.exporter.health.Readiness;
import watchbill.exporter.health.ReadyAnswer;
import watchbill.exporter.health.SourceHealth;
import watchbill.exporter.page.ForeignCollectors;
import watchbill.exporter.page.MetricsPage;
import watchbill.exporter.page.SuppliedSeries;
import watchbill.metrics.catalogue.SelfFamilies;
import watchbill.metrics.catalogue.SelfFamilies.VersionLabels;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.SeriesTable;

/// The exporter: agents' signals in, `/metrics` out.
public final class Exporter {
  private static final String METRICS = "/metrics";
  private static final String FRONT = "/";
  private static final int AT_ONCE = 16;

  private final Renewed<AgentSeries> agents;
  private final HttpServer server;

  /// An exporter that is not started yet.
  public Exporter(ExporterConfig config, ExporterParts parts) {
    SourceHealth activity = parts.activity();
    agents =
        new Renewed<>(
            () ->
                new AgentSeries(
                    config.agentsPerTenant(),
                    () -> activity.downFor().compareTo(config.unknownAfter()) <= 0),
            AgentSeries::publish);

    List<SourceHealth> sources = new ArrayList<>(List.of(activity));
    sources.addAll(parts.otherSources());

    PrometheusRegistry process = new PrometheusRegistry();
    JvmMetrics.builder().register(process);
    List<PrometheusRegistry> registries = new ArrayList<>(List.of(process));
    registries.addAll(parts.collectors());

    List<ExpositionSource> series = new ArrayList<>(List.of(agents));
    series.addAll(parts.series());
    series.add(new HealthSeries(sources));
    series.add(buildInfo(parts.version()));
    series.add(new SuppliedSeries().count(SelfFamilies.SCRAPES_REFUSED, this::refusedScrapes));
    series.add(new ForeignCollectors(registries));

    List<Dependency> dependencies = new ArrayList<>(List.of(this::caughtUp));
    dependencies.addAll(sources);
    dependencies.addAll(parts.dependencies());

    List<Route> routes = new ArrayList<>();
    routes.add(new Route(METRICS, config.scrapesAtOnce(), new MetricsPage(series)));
    routes.add(new Route("/-/ready", AT_ONCE, new ReadyAnswer(dependencies)));
    routes.add(new Route("/-/healthy", AT_ONCE, _ -> Response.text(200, "Watchbill is healthy")));
    parts.pages().forEach(page -> routes.add(page.route()));
    if (parts.pages().stream().noneMatch(page -> page.route().path().equals(FRONT))) {
      routes.add(new Route(FRONT, AT_ONCE, new FrontPage(parts.version(), parts.pages())));
    }
    server = new HttpServer(config.http(), routes);
  }

  /// Where signals go; publish it when those about the past have come.
  public Renewed<AgentSeries> agents() {
    return agents;
  }

  /// Listens; returns when it can be scraped.
  ///
  /// @throws watchbill.connectors.config.ConfigError when it may not listen there
  public void start() {
    server.start();
  }

  /// The port on which it listens.
  public int port() {
    return server.port();
  }

  /// Ends; takes 4 s at most.
  public void stop() {
    server.stop();
  }

  private long refusedScrapes() {
    return server.refused(METRICS);
  }

  private Readiness caughtUp() {
    return agents.isPublished()
        ? new Readiness("agents", true, "")
        : new Readiness("agents", false, "still catching up; their series are not shown yet");
  }

  private static ExpositionSource buildInfo(String version) {
    SeriesTable<VersionLabels> table = new SeriesTable<>(SelfFamilies.BUILD_INFO);
    table.series(new VersionLabels(version)).set(1);
    return table;
  }
}

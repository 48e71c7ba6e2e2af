package watchbill.cli.page;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import watchbill.cli.explain.Bounds;
import watchbill.cli.explain.Journal;
import watchbill.connectors.http.HttpConfig;
import watchbill.core.AgentActivity;
import watchbill.core.AgentKey;
import watchbill.core.Evidence;
import watchbill.core.RuleKind;
import watchbill.core.Signal;
import watchbill.core.StuckCause;
import watchbill.exporter.Exporter;
import watchbill.exporter.ExporterConfig;
import watchbill.exporter.ExporterParts;
import watchbill.exporter.health.SourceHealth;

/// An exporter with the page, of a fleet that is told by hand.
final class ShownFleet implements AutoCloseable {
  private static final ExporterConfig DEFAULT = ExporterConfig.DEFAULT.withPort(0);

  final Journal journal = new Journal(new Bounds(64 << 20, 32 << 20));
  final SourceHealth activity;
  private final Exporter exporter;
  private final InstantSource clock = InstantSource.system();

  /// One that listens on loopback.
  ///
  /// @param webConfig who may ask; anybody when empty
  ShownFleet(Optional<Path> webConfig, OptionalInt otlpPort) {
    HttpConfig http =
        new HttpConfig(
            "127.0.0.1", 0, DEFAULT.http().writeTimeout(), DEFAULT.http().idleTimeout(), webConfig);
    activity = new SourceHealth("nats", clock);
    exporter =
        new Exporter(
            new ExporterConfig(
                http, DEFAULT.scrapesAtOnce(), DEFAULT.unknownAfter(), DEFAULT.agentsPerTenant()),
            new ExporterParts(
                "1.2.3",
                activity,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                FleetPages.of(
                    () -> journal,
                    new PageParts(
                        "1.2.3", List.of(activity), () -> true, () -> true, List::of, otlpPort),
                    clock)));
    journal.begin(0);
    exporter.start();
  }

  String address() {
    return "http://127.0.0.1:" + exporter.port() + "/";
  }

  int port() {
    return exporter.port();
  }

  ShownFleet does(String tenant, String agent, AgentActivity activity) {
    journal.accept(
        new Signal.ActivityChanged(new AgentKey(tenant, agent), clock.millis(), activity));
    return this;
  }

  ShownFleet isStuck(String tenant, String agent, StuckCause cause, String evidence) {
    long now = clock.millis();
    journal.accept(
        new Signal.AgentStuck(
            new AgentKey(tenant, agent),
            now,
            cause,
            now - 60_000,
            Evidence.of(RuleKind.TOOL_HANG, evidence)));
    return does(tenant, agent, AgentActivity.STUCK);
  }

  @Override
  public void close() {
    exporter.stop();
  }
}

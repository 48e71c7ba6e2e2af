package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.nats.NatsConfig;
import watchbill.connectors.nats.NatsLink;
import watchbill.connectors.nats.NatsPublisher;
import watchbill.connectors.nats.Outgoing;
import watchbill.connectors.nats.StreamSpec;
import watchbill.connectors.real.RealNats;
import watchbill.core.Activity;
import watchbill.simulator.FleetPlan;
import watchbill.simulator.Simulation;
import watchbill.simulator.story.SimulatedItem;
import watchbill.wire.EventSource;
import watchbill.wire.EventWriter;

/// The packaged `watchbill process` and `watchbill export`, joined by a real NATS, show what
/// `watchbill run` shows, whoever is killed on the way.
@Tag("endtoend")
class SplitEndToEndTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern AGENTS =
      Pattern.compile("(agent_|watchbill_fleet_incident).*", Pattern.DOTALL);

  private static final Pattern COUNTER =
      Pattern.compile("[a-z_]+_(total|count|sum|bucket)(\\{.*)? \\S+");

  @TempDir Path folder;
  private final EventWriter writer = new EventWriter();
  private final Map<String, Double> highest = new HashMap<>();
  private RealNats nats;
  private NatsLink link;
  private NatsPublisher publisher;
  private Simulation simulation;

  @BeforeEach
  void start() throws InterruptedException {
    nats = RealNats.in(folder);
    link = new NatsLink(NatsConfig.of(nats.url()), _ -> {});
    link.start();
    publisher =
        new NatsPublisher(
            link,
            4_096,
            PATIENCE,
            StreamSpec.created("AGENTS", Duration.ofDays(14), "agents.*.*.activity"));
    simulation =
        new Simulation(
            FleetPlan.of(7, 30, 3)
                .startingAt(Instant.now().minus(Duration.ofHours(2)))
                .lasting(Duration.ofHours(1)));
  }

  @AfterEach
  void end() {
    link.close();
    nats.close();
  }

  @Test
  void showTogetherWhatRunShowsThoughBothAreKilled() throws Exception {
    int processing = WatchbillProcess.freePort();
    int exporting = WatchbillProcess.freePort();
    int running = WatchbillProcess.freePort();
    happens(2_000);
    try (WatchbillProcess process = start("process", processing);
        WatchbillProcess export = start("export", exporting)) {
      process.await("/-/ready", 200, PATIENCE);
      export.await("/-/ready", 200, PATIENCE);
      happens(1_000);
      awaitAgents(export);
      export.kill();
      happens(1_000);
      process.kill();
    }
    try (WatchbillProcess export = start("export", exporting)) {
      export.await("/-/healthy", 200, PATIENCE);
      happens(1_000);
      assertThat(samples(export)).isEmpty();
      try (WatchbillProcess process = start("process", processing)) {
        process.await("/-/ready", 200, PATIENCE);
        export.await("/-/ready", 200, PATIENCE);
        happens(1_000);
        look(export);
        process.kill();
      }
      Awaitility.await("the processor is missed")
          .atMost(PATIENCE)
          .until(() -> page(export).contains("watchbill_source_up{source=\"signals\"} 0"));
      happens(1_000);
      try (WatchbillProcess process = start("process", processing);
          WatchbillProcess run = start("run", running)) {
        while (simulation.hasNext()) {
          happens(1_000);
          look(export);
        }
        run.await("/-/ready", 200, PATIENCE);
        process.await("/-/ready", 200, PATIENCE);
        Awaitility.await("the same page")
            .atMost(PATIENCE)
            .untilAsserted(() -> {
              look(export);
              assertThat(samples(export)).isEqualTo(samples(run));
              assertThat(fleet(export)).hasSize(30).isEqualTo(fleet(run)).isEqualTo(fleet(process));
            });
        assertThat(samples(process)).isEmpty();
        assertThat(process.get("/api/v1/agents").statusCode()).isEqualTo(200);
        assertThat(page(process)).contains("watchbill_feed_signals_stored_total ");
        assertThat(page(process)).contains("watchbill_feed_pending_signals 0");
        assertThat(page(process)).contains("watchbill_feed_failures_total ");
        assertThat(page(export)).contains("watchbill_feed_signals_taken_total ");
        assertThat(page(export))
            .contains("watchbill_feed_messages_skipped_total{reason=\"broken\"} 0");
      }
    }
  }

  @Test
  void saysInOneLineWhatIsMissing() throws Exception {
    Path config = folder.resolve("kafka.yaml");
    Files.writeString(config, "kubernetes: {enabled: false}\nsignals: {feed: kafka}\n");
    for (String command : new String[] {"process", "export"}) {
      Path log = folder.resolve(command + ".wrong");
      try (WatchbillProcess wrong =
          WatchbillProcess.start(log, 0, Map.of(), command, "--config", config.toString())) {
        assertThat(wrong.awaitEnd(PATIENCE)).isEqualTo(Watchbill.WRONG_USAGE);
        assertThat(wrong.text())
            .isEqualTo("watchbill: kafka.bootstrap: want where the signals are, have none\n");
      }
    }
  }

  private WatchbillProcess start(String command, int port) throws IOException {
    Path config = folder.resolve(command + ".yaml");
    Files.writeString(
        config,
        """
        http: {host: 127.0.0.1, port: %d}
        nats: {url: "%s"}
        kubernetes: {enabled: false}
        signals: {publish: false}
        checkpoint: {directory: %s, every: 100ms}
        """
            .formatted(port, nats.url(), folder.resolve(command + "-checkpoint")));
    return WatchbillProcess.start(
        folder.resolve(command + ".log"), port, Map.of(), command, "--config", config.toString());
  }

  /// Lets so many events happen, and sees them stored.
  private void happens(int events) throws InterruptedException {
    for (int left = events; left > 0 && simulation.hasNext(); ) {
      if (simulation.next() instanceof SimulatedItem.AgentSpoke spoken) {
        publish(spoken.activity());
        left--;
      }
    }
    assertThat(publisher.flush(PATIENCE)).isTrue();
    assertThat(publisher.failed()).isZero();
  }

  private void publish(Activity activity) throws InterruptedException {
    String subject =
        "agents." + activity.agent().tenant() + "." + activity.agent().agent() + ".activity";
    byte[] event = writer.write(activity.id(), EventSource.of(activity.agent()), activity.event());
    assertThat(publisher.publish(Outgoing.of(subject, event), PATIENCE)).isTrue();
  }

  private void awaitAgents(WatchbillProcess export) {
    Awaitility.await("agents").atMost(PATIENCE).until(() -> !look(export).isEmpty());
  }

  /// The agents' samples; no counter may be lower than before.
  private String look(WatchbillProcess export) throws IOException, InterruptedException {
    String samples = samples(export);
    samples
        .lines()
        .filter(line -> COUNTER.matcher(line).matches())
        .forEach(line -> {
          int blank = line.lastIndexOf(' ');
          double value = Double.parseDouble(line.substring(blank + 1));
          Double before = highest.put(line.substring(0, blank), value);
          assertThat(before == null || before <= value).as("%s, was %s", line, before).isTrue();
        });
    return samples;
  }

  private static String samples(WatchbillProcess process) throws IOException, InterruptedException {
    return page(process)
        .lines()
        .filter(SplitEndToEndTest::isOfEvents)
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  /// Whether it is about agents, and does not depend on when the cluster is looked at.
  private static boolean isOfEvents(String line) {
    return AGENTS.matcher(line).matches() && !line.startsWith("agent_pod");
  }

  private static String page(WatchbillProcess process) throws IOException, InterruptedException {
    return process.get("/metrics").body();
  }

  /// What the page shows of each agent.
  private static List<String> fleet(WatchbillProcess process) throws Exception {
    List<String> fleet = new ArrayList<>();
    String json = process.get("/api/v1/fleet?sort=name&limit=500").body();
    for (JsonNode one : new ObjectMapper().readTree(json).path("agents")) {
      fleet.add(
          String.join(
              " ",
              one.path("tenant").asText(),
              one.path("agent").asText(),
              one.path("role").asText(),
              one.path("state").asText(),
              one.path("cause").asText(),
              one.path("evidence").asText(),
              one.path("usd_today").asText()));
    }
    return fleet;
  }
}

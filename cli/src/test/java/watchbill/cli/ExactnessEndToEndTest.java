package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
import watchbill.connectors.real.RealPrometheus;
import watchbill.connectors.real.SharedData;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.simulator.FleetPlan;
import watchbill.simulator.ModelTotal;
import watchbill.simulator.Simulation;
import watchbill.simulator.story.SimulatedItem;
import watchbill.sources.files.RecordedLine;
import watchbill.sources.files.Recording;
import watchbill.sources.files.SessionRecording;
import watchbill.wire.Decoded;
import watchbill.wire.EventSource;
import watchbill.wire.EventWriter;

/// Events through a real NATS, the packaged Watchbill and a real Prometheus: no token is lost or
/// counted twice, whoever is killed on the way.
@Tag("endtoend")
class ExactnessEndToEndTest {
  /// 20 in `make long`.
  private static final int KILLS = Integer.getInteger("exactness.kills", 8);

  private static final int HOSTILE = 100_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TOKENS = "sum by (tenant, class) (agent_tokens_consumed_total)";

  @TempDir Path folder;

  private final Object sending = new Object();
  private final EventWriter writer = new EventWriter();
  private RealNats nats;
  private NatsLink link;
  private NatsPublisher publisher;

  @BeforeEach
  void startNats() throws InterruptedException {
    nats = RealNats.in(folder);
    link = new NatsLink(NatsConfig.of(nats.url()), _ -> {});
    link.start();
    publisher =
        new NatsPublisher(
            link,
            4_096,
            PATIENCE,
            StreamSpec.created("AGENTS", Duration.ofDays(14), "agents.*.*.activity"));
  }

  @AfterEach
  void stopNats() {
    link.close();
    nats.close();
  }

  @Test
  void countsSimulatedTokensOnceThroughARestartOfNats() throws Exception {
    int port = WatchbillProcess.freePort();
    FleetPlan plan =
        FleetPlan.of(7, 30, 3)
            .startingAt(Instant.now().minus(Duration.ofHours(2)))
            .lasting(Duration.ofHours(1));
    Simulation simulation = new Simulation(plan);
    try (RealPrometheus prometheus = RealPrometheus.scraping("127.0.0.1:" + port, folder);
        WatchbillProcess watchbill = run("once", port)) {
      while (simulation.hasNext()) {
        if (simulation.next() instanceof SimulatedItem.AgentSpoke spoken) {
          publish(spoken.activity());
          if (simulation.truth().events() == 4_000) {
            arrived();
            nats.kill();
            watchbill.await("/-/ready", 503, PATIENCE);
            nats.start();
            assertThat(link.awaitUp(PATIENCE)).isTrue();
          }
        }
      }
      arrived();
      caughtUp(watchbill);
      Map<String, Long> expected = new TreeMap<>();
      for (ModelTotal total : simulation.truth().totals()) {
        String tenant = total.agent().tenant();
        expected.merge(tenant + " cache_read", total.usage().cacheRead(), Long::sum);
        expected.merge(tenant + " cache_write_1h", total.usage().cacheWrite1h(), Long::sum);
        expected.merge(tenant + " cache_write_5m", total.usage().cacheWrite5m(), Long::sum);
        expected.merge(tenant + " input", total.usage().input(), Long::sum);
        expected.merge(tenant + " output", total.usage().output(), Long::sum);
      }
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(Totals.of(prometheus, TOKENS, "tenant", "class")).isEqualTo(expected));
      assertThat(watchbill.get("/metrics").body())
          .contains("watchbill_checkpoint_last_success_timestamp_seconds ");
    }
  }

  @Test
  void isReadyOnAStreamThatIsNeverQuiet() throws Exception {
    int port = WatchbillProcess.freePort();
    CompletableFuture<Void> stop = new CompletableFuture<>();
    CompletableFuture<Void> chatter =
        CompletableFuture.runAsync(() -> {
          AgentKey agent = new AgentKey("acme", "chatterbox");
          for (int beat = 0; beat < 2_000 && !stop.isDone(); beat++) {
            long now = System.currentTimeMillis();
            try {
              publish(new Activity(agent, "b" + beat, now, new AgentEvent.Heartbeat(now, 1, 0)));
              pause(30);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        });
    try (WatchbillProcess watchbill = run("busy", port)) {
      watchbill.await("/-/ready", 200, Duration.ofSeconds(20));
      assertThat(watchbill.get("/metrics").body())
          .contains("agent_active_sessions{tenant=\"acme\",agent=\"chatterbox\",role=\"\"} 1");
    } finally {
      stop.complete(null);
      chatter.join();
    }
  }

  @Test
  void countsRealSessionsExactlyThroughKillsAndHostileEvents() throws Exception {
    Path sessions = SharedData.file("sessions.jsonl.gz");
    Path counted = SharedData.file("sessions_token_totals.jsonl");
    int port = WatchbillProcess.freePort();
    AtomicLong stored = new AtomicLong();
    CompletableFuture<Void> publishing =
        CompletableFuture.runAsync(() -> publishAll(sessions, stored));
    Random random = new Random(20);
    try (RealPrometheus prometheus = RealPrometheus.scraping("127.0.0.1:" + port, folder)) {
      for (int kill = 0; kill < KILLS || !publishing.isDone(); kill++) {
        // Now and then the last checkpoint is much older than what Prometheus has seen.
        boolean seldom = kill % 3 == 0;
        WatchbillProcess watchbill = run("killed", port, seldom ? "10m" : "100ms");
        watchbill.await("/-/healthy", 200, PATIENCE);
        if (seldom) {
          watchbill.await("/-/ready", 200, PATIENCE);
        }
        pause(seldom ? 2_500 : random.nextInt(900));
        if (kill == KILLS / 2) {
          restartNats();
        }
        watchbill.kill();
      }
      publishing.join();
      try (WatchbillProcess watchbill = run("killed", port)) {
        caughtUp(watchbill);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertTotals(prometheus, counted));
        assertThat(Totals.of(prometheus, "max(resets(agent_tokens_consumed_total[15m]))"))
            .as("no total ever fell in Prometheus' eyes")
            .containsValue(0L);
      }
    }
    assertRejectionsOfAReaderFromTheStart(stored.get());
  }

  private void assertRejectionsOfAReaderFromTheStart(long stored) throws Exception {
    int port = WatchbillProcess.freePort();
    try (WatchbillProcess watchbill = run("afresh", port)) {
      caughtUp(watchbill);
      String page = watchbill.get("/metrics").body();
      assertThat(sum(page, "watchbill_events_rejected_total")).isEqualTo(HOSTILE);
      assertThat(sum(page, "watchbill_events_total") + HOSTILE).isEqualTo(stored);
      assertThat(
              page.lines()
                  .filter(line ->
                      line.startsWith("watchbill_events_rejected_total{") && !line.endsWith(" 0")))
          .hasSizeGreaterThan(6);
    }
  }

  private static void assertTotals(RealPrometheus prometheus, Path counted) throws Exception {
    Map<String, Long> totals = Totals.of(prometheus, TOKENS, "tenant", "class");
    Map<String, Long> expected = new TreeMap<>();
    Map<String, Long> measured = new TreeMap<>();
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(counted)) {
      JsonNode session = json.readTree(line);
      JsonNode usage = session.path("token_usage");
      String tenant = session.path("session").asText();
      expected.put(tenant + " input", usage.path("input_tokens").asLong());
      expected.put(tenant + " output", usage.path("output_tokens").asLong());
      expected.put(tenant + " cache_read", usage.path("cache_read_tokens").asLong());
      expected.put(tenant + " cache_write", usage.path("cache_creation_tokens").asLong());
      measured.put(tenant + " input", total(totals, tenant, "input"));
      measured.put(tenant + " output", total(totals, tenant, "output"));
      measured.put(tenant + " cache_read", total(totals, tenant, "cache_read"));
      measured.put(
          tenant + " cache_write",
          total(totals, tenant, "cache_write_5m") + total(totals, tenant, "cache_write_1h"));
    }
    assertThat(expected).hasSize(4 * 104);
    assertThat(measured).isEqualTo(expected);
    assertThat(
            Map.of(
                "input", total(totals, "all", "input"),
                "output", total(totals, "all", "output"),
                "cache_read", total(totals, "all", "cache_read"),
                "cache_write_5m", total(totals, "all", "cache_write_5m"),
                "cache_write_1h", total(totals, "all", "cache_write_1h")))
        .isEqualTo(
            Map.of(
                "input", 180_155L,
                "output", 795_463L,
                "cache_read", 799_535_983L,
                "cache_write_5m", 19_437_033L,
                "cache_write_1h", 16_005_382L));
    String responses = "sum(agent_model_responses_total{tenant%s\"all\"})";
    assertThat(Totals.of(prometheus, responses.formatted("="))).containsValue(8_991L);
    assertThat(Totals.of(prometheus, responses.formatted("!="))).containsValue(9_156L);
  }

  private static long total(Map<String, Long> totals, String tenant, String tokenClass) {
    return totals.getOrDefault(tenant + " " + tokenClass, 0L);
  }

  /// Publishes the sessions twice, each as a tenant of its own and all as one tenant, with hostile
  /// messages in between.
  private void publishAll(Path sessions, AtomicLong stored) {
    HostileEvents hostile = new HostileEvents(1);
    try (InputStream each = Files.newInputStream(sessions);
        InputStream together = Files.newInputStream(sessions)) {
      Recording one = SessionRecording.ofTenants(each);
      Recording all = SessionRecording.ofOneTenant(together, "all");
      long rejected = 0;
      long sent = 0;
      AgentKey last = new AgentKey("all", "nobody");
      RecordedLine fromOne = one.next();
      RecordedLine fromAll = all.next();
      while (fromOne != null || fromAll != null || rejected < HOSTILE) {
        if (rejected < HOSTILE) {
          send(last, "", hostile.next());
          rejected++;
          sent++;
        }
        if (fromOne != null) {
          sent += publish(fromOne);
          fromOne = one.next();
        }
        if (fromAll != null) {
          sent += publish(fromAll);
          fromAll = all.next();
        }
      }
      arrived();
      stored.set(sent);
    } catch (Exception e) {
      throw new IllegalStateException("publishing failed", e);
    }
  }

  private int publish(RecordedLine line) throws InterruptedException {
    if (line.decoded() instanceof Decoded.Accepted accepted) {
      publish(accepted.activity());
      return 1;
    }
    return 0;
  }

  private void publish(Activity activity) throws InterruptedException {
    AgentKey agent = activity.agent();
    send(
        agent,
        agent + "/" + activity.id() + "@" + activity.heardAtMillis(),
        writer.write(activity.id(), EventSource.of(agent), activity.event()));
  }

  private void send(AgentKey agent, String messageId, byte[] data) throws InterruptedException {
    String subject = "agents." + agent.tenant() + "." + agent.agent() + ".activity";
    synchronized (sending) {
      assertThat(publisher.publish(new Outgoing(subject, messageId, Map.of(), data), PATIENCE))
          .as("NATS takes a message; %s", link.state())
          .isTrue();
    }
  }

  /// Restarts the server while nothing is on its way to it, so that the test knows what is stored.
  private void restartNats() throws InterruptedException {
    synchronized (sending) {
      arrived();
      nats.kill();
      pause(500);
      nats.start();
      assertThat(link.awaitUp(PATIENCE)).isTrue();
    }
  }

  private void arrived() throws InterruptedException {
    assertThat(publisher.flush(PATIENCE)).isTrue();
    assertThat(publisher.failed()).as(publisher.lastFailure()).isZero();
  }

  private WatchbillProcess run(String name, int port) throws Exception {
    return run(name, port, "100ms");
  }

  private WatchbillProcess run(String name, int port, String checkpointEvery) throws Exception {
    Path config = folder.resolve(name + ".yaml");
    Files.writeString(
        config,
        """
        http: {host: 127.0.0.1, port: %d}
        nats: {url: "%s"}
        activity: {createStream: true}
        kubernetes: {enabled: false}
        checkpoint: {directory: %s, every: %s}
        """
            .formatted(port, nats.url(), folder.resolve(name + "-checkpoint"), checkpointEvery));
    return WatchbillProcess.start(
        folder.resolve(name + ".log"), port, Map.of(), "run", "--config", config.toString());
  }

  private static void caughtUp(WatchbillProcess watchbill) {
    watchbill.await("/-/ready", 200, PATIENCE);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() ->
            watchbill
                .get("/metrics")
                .body()
                .contains("watchbill_stream_pending{stream=\"AGENTS\"} 0\n"));
  }

  private static long sum(String page, String family) {
    return page.lines()
        .filter(line -> line.startsWith(family + "{"))
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /// Lets real time pass in which servers and processes do their work.
  private static void pause(int millis) throws InterruptedException {
    boolean _ = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
  }
}

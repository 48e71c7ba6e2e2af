package watchbill.exporter.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Nats;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.nats.NatsConfig;
import watchbill.connectors.nats.NatsLink;
import watchbill.connectors.real.RealNats;
import watchbill.metrics.catalogue.BusFamilies;
import watchbill.metrics.catalogue.Catalogue;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;

/// The bus as a real nats-server shows it.
@Tag("endtoend")
class BusEndToEndTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;
  private RealNats server;
  private NatsLink link;
  private BusWatch watch;
  private Connection agents;

  @BeforeEach
  void start() throws Exception {
    server = RealNats.in(folder);
    link = new NatsLink(NatsConfig.of(server.url()), _ -> {});
    link.start();
    assertThat(link.awaitUp(SOON)).isTrue();
    agents = Nats.connect(server.url());
    watch =
        new BusWatch(
            new BusConfig(
                true,
                Duration.ofMillis(100),
                Set.of(),
                ConsumerNames.of("{tenant}-{agent}", ""),
                List.of(server.monitoring())),
            link,
            InstantSource.system());
  }

  @AfterEach
  void end() throws InterruptedException {
    watch.close();
    agents.close();
    link.close();
    server.close();
  }

  @Test
  void showsWhatEachConsumerHasBeforeItAndWhatItNeverAcknowledged() throws Exception {
    fleet();
    watch.start();
    String cto =
        "{tenant=\"acme\",agent=\"cto\",role=\"\",stream=\"TASKS\",consumer=\"acme-cto\"} ";
    shows("agent_bus_consumer_pending_messages" + cto + "3\n");
    shows("agent_bus_consumer_given_up_messages_total" + cto + "0\n");
    shows("agent_bus_consumer_ack_wait_seconds" + cto + "0.3\n");
    shows("agent_bus_consumer_max_unacknowledged_messages" + cto + "7\n");
    shows("watchbill_bus_left_out 1\n");

    JetStreamSubscription tasks =
        agents.jetStream().subscribe("tasks.>", PullSubscribeOptions.bind("TASKS", "acme-cto"));
    assertThat(tasks.fetch(2, SOON)).hasSize(2);
    shows("agent_bus_consumer_unacknowledged_messages" + cto + "2\n");
    shows("agent_bus_consumer_pending_messages" + cto + "1\n");

    // Nobody acknowledges: each of the two is given twice, and then given up when asked for more.
    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          tasks.fetch(2, Duration.ofMillis(200));
          assertThat(page())
              .containsPattern(
                  "agent_bus_consumer_given_up_messages_total\\{.*acme-cto\"} [2-3]\n");
        });
  }

  @Test
  void everyFamilyOfTheBusIsShown() throws Exception {
    fleet();
    JetStreamSubscription tasks =
        agents.jetStream().subscribe("tasks.>", PullSubscribeOptions.bind("TASKS", "acme-cto"));
    tasks.fetch(1, SOON);
    watch.start();
    Set<String> wanted = new TreeSet<>();
    Catalogue.groups().stream()
        .filter(group -> group.families().contains(BusFamilies.PENDING))
        .flatMap(group -> group.families().stream())
        .map(Family::name)
        .forEach(wanted::add);
    // An account without limits shows none; BusSeriesTest has one with limits.
    wanted.remove(BusFamilies.STORAGE_LIMIT.name());
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(wanted)
                .allSatisfy(name -> assertThat(page()).contains("\n# TYPE " + name + " ")));
  }

  @Test
  void saysThatAServerIsGoneAndGoesOnWhenItIsBack() throws Exception {
    fleet();
    watch.start();
    shows("agent_bus_server_connections");
    await().atMost(SOON).until(() -> watch.sources().stream().allMatch(source -> source.up()));

    server.kill();
    await().atMost(SOON).until(() -> watch.sources().stream().noneMatch(source -> source.up()));
    assertThat(page()).contains("agent_bus_stream_messages"); // what was known is not forgotten yet

    server.start();
    await().atMost(SOON).until(() -> watch.sources().stream().allMatch(source -> source.up()));
  }

  private void fleet() throws Exception {
    JetStreamManagement management = agents.jetStreamManagement();
    management.addStream(
        StreamConfiguration.builder()
            .name("TASKS")
            .subjects("tasks.>")
            .storageType(StorageType.File)
            .maxBytes(1 << 20)
            .build());
    management.addOrUpdateConsumer(
        "TASKS",
        ConsumerConfiguration.builder()
            .durable("acme-cto")
            .filterSubject("tasks.>")
            .ackPolicy(AckPolicy.Explicit)
            .ackWait(Duration.ofMillis(300))
            .maxDeliver(2)
            .maxAckPending(7)
            .build());
    management.addOrUpdateConsumer(
        "TASKS", ConsumerConfiguration.builder().inactiveThreshold(SOON).build());
    for (int i = 0; i < 3; i++) {
      agents.jetStream().publish("tasks.acme.cto", "work".getBytes(StandardCharsets.UTF_8));
    }
  }

  private void shows(String line) {
    await().atMost(SOON).untilAsserted(() -> assertThat(page()).contains(line));
  }

  private String page() {
    ByteSink out = new ByteSink(4096);
    out.write("\n");
    watch.series().forEach(series -> series.writeTo(Format.TEXT, out));
    return out.toString();
  }
}

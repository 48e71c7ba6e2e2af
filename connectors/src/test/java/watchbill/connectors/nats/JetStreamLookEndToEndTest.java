package watchbill.connectors.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.Mirror;
import io.nats.client.api.Source;
import io.nats.client.api.StreamConfiguration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.real.RealNats;

/// What JetStream says of its copies, by three real servers.
@Tag("endtoend")
class JetStreamLookEndToEndTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void seesCopiesThatAreBehindAndOnesThatAreGone() throws Exception {
    List<RealNats> servers = RealNats.clusterIn(folder);
    String all = String.join(",", servers.stream().map(RealNats::url).toList());
    NatsLink link = new NatsLink(NatsConfig.of(all), _ -> {});
    Connection agents = Nats.connect(all);
    try {
      link.start();
      assertThat(link.awaitUp(SOON)).isTrue();
      JetStreamLook look = new JetStreamLook(link, Set.of());
      await().atMost(SOON).ignoreExceptions().until(() -> makeStream(agents));
      await()
          .atMost(SOON)
          .untilAsserted(() ->
              assertThat(tasks(look).copies())
                  .hasSize(2)
                  .allSatisfy(copy -> assertThat(copy.current()).isTrue()));
      assertThat(tasks(look).wanted()).isEqualTo(3);

      String gone = tasks(look).copies().getFirst().server();
      servers.stream().filter(server -> server.name().equals(gone)).forEach(RealNats::kill);
      await()
          .atMost(SOON)
          .ignoreExceptions()
          .untilAsserted(() -> {
            assertThat(tasks(look).copies())
                .filteredOn(copy -> copy.server().equals(gone))
                .allSatisfy(copy -> assertThat(copy.offline() || !copy.current()).isTrue())
                .hasSize(1);
            assertThat(tasks(look).leader()).isNotEmpty().isNotEqualTo(gone);
          });
    } finally {
      agents.close();
      link.close();
      servers.forEach(RealNats::close);
    }
  }

  @Test
  void seesHowFarMirrorsAndSourcesAre() throws Exception {
    try (RealNats server = RealNats.in(folder)) {
      Connection agents = Nats.connect(server.url());
      NatsLink link = new NatsLink(NatsConfig.of(server.url()), _ -> {});
      link.start();
      assertThat(link.awaitUp(SOON)).isTrue();
      agents
          .jetStreamManagement()
          .addStream(StreamConfiguration.builder().name("TASKS").subjects("tasks.>").build());
      agents
          .jetStreamManagement()
          .addStream(
              StreamConfiguration.builder()
                  .name("COPY")
                  .mirror(Mirror.builder().sourceName("TASKS").build())
                  .build());
      agents
          .jetStreamManagement()
          .addStream(
              StreamConfiguration.builder()
                  .name("ALL")
                  .sources(Source.builder().sourceName("TASKS").build())
                  .build());
      agents.jetStream().publish("tasks.a", "work".getBytes(StandardCharsets.UTF_8));
      JetStreamLook look = new JetStreamLook(link, Set.of("COPY", "ALL"));

      await()
          .atMost(SOON)
          .untilAsserted(() -> {
            List<StreamReport> streams = look.look().streams();
            assertThat(streams)
                .extracting(StreamReport::name)
                .containsExactlyInAnyOrder("COPY", "ALL");
            assertThat(streams)
                .allSatisfy(stream -> {
                  assertThat(stream.messages()).isEqualTo(1);
                  assertThat(stream.origins()).hasSize(1);
                  StreamReport.StreamOrigin origin = stream.origins().getFirst();
                  assertThat(origin.name()).isEqualTo("TASKS");
                  assertThat(origin.mirror()).isEqualTo(stream.name().equals("COPY"));
                  assertThat(origin.lag()).isZero();
                  assertThat(origin.activeMillisAgo()).isBetween(0L, SOON.toMillis());
                });
          });
      agents.close();
      link.close();
      assertThatThrownBy(look::look).hasMessageContaining("closed");
    }
  }

  private static boolean makeStream(Connection agents) throws Exception {
    agents
        .jetStreamManagement()
        .addStream(
            StreamConfiguration.builder().name("TASKS").subjects("tasks.>").replicas(3).build());
    return true;
  }

  private static StreamReport tasks(JetStreamLook look) throws Exception {
    return look.look().streams().stream()
        .filter(stream -> stream.name().equals("TASKS"))
        .findFirst()
        .orElseThrow();
  }
}

package watchbill.cli.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.latest.LatestStore;
import watchbill.connectors.nats.LatestStream;
import watchbill.connectors.nats.LatestSubjects;
import watchbill.connectors.nats.NatsConfig;
import watchbill.connectors.nats.NatsLink;
import watchbill.connectors.real.RealNats;

/// Over a real NATS.
@Tag("endtoend")
class NatsFeedEndToEndTest extends FeedScenarios {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final List<NatsLink> links = new ArrayList<>();
  private RealNats server;

  @BeforeEach
  void start() {
    server = RealNats.in(folder);
  }

  @AfterEach
  void end() {
    links.forEach(NatsLink::close);
    server.close();
  }

  @Override
  LatestStore store() {
    NatsLink link = new NatsLink(NatsConfig.of(server.url()), _ -> {});
    links.add(link);
    link.start();
    return new LatestSubjects(link, new LatestStream("WATCHBILL_STATE", "watchbill.state"));
  }

  @Override
  void restartBroker() throws InterruptedException {
    server.kill();
    server.start();
    for (NatsLink link : links) {
      assertThat(link.awaitUp(SOON)).isTrue();
    }
  }
}

package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.config.ConfigFile;
import watchbill.connectors.nats.NatsConfig;
import watchbill.connectors.nats.NatsLink;
import watchbill.connectors.nats.NatsPublisher;
import watchbill.connectors.nats.Outgoing;
import watchbill.connectors.nats.StreamPosition;
import watchbill.connectors.nats.StreamSpec;
import watchbill.connectors.nats.StreamTail;
import watchbill.connectors.nats.TailItem;
import watchbill.connectors.real.RealNats;
import watchbill.core.AgentEvent;
import watchbill.sources.nats.NatsSignals;
import watchbill.wire.EventWriter;

/// What a controller of agents gets from `watchbill run`.
@Tag("endtoend")
class RunSignalsEndToEndTest {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final StreamSpec AGENTS =
      StreamSpec.created("AGENTS", Duration.ofDays(1), "agents.>");

  @TempDir Path folder;

  @Test
  void publishesTheVerdictOnAnAgentWhoseToolHangs() throws Exception {
    int port = WatchbillProcess.freePort();
    try (RealNats server = RealNats.in(folder);
        NatsLink link = new NatsLink(NatsConfig.of(server.url()), _ -> {})) {
      link.start();
      callATool(link);
      try (Run _ = new Run(config(server, port))) {
        String told = awaitVerdict(link);
        assertThat(told)
            .contains(
                "\"type\":\"watchbill.signal.agent_stuck\"",
                "\"subject\":\"acme/bob\"",
                "\"cause\":\"tool_hang\"",
                "\"suggested_action\":\"check_tool\"");
        Awaitility.await("the count of signals")
            .atMost(SOON)
            .until(() -> !page(port).contains("watchbill_signals_published_total 0\n"));
        assertThat(page(port))
            .contains("watchbill_signals_published_total ", "watchbill_signals_dropped_total 0\n");
      }
    }
  }

  private void callATool(NatsLink link) throws InterruptedException {
    NatsPublisher publisher = new NatsPublisher(link, 10, SOON, AGENTS);
    EventWriter writer = new EventWriter();
    long now = System.currentTimeMillis();
    AgentEvent[] events = {
      new AgentEvent.TaskStarted(now, "t-1", ""),
      new AgentEvent.ToolStarted(now, "c-1", "Bash", "9f2c")
    };
    for (AgentEvent event : events) {
      byte[] json = writer.write("e-" + event.getClass().getSimpleName(), "/agents/bob", event);
      assertThat(publisher.publish(Outgoing.of("agents.acme.bob.activity", json), SOON)).isTrue();
    }
    assertThat(publisher.flush(SOON)).isTrue();
    assertThat(publisher.lastFailure()).isEmpty();
  }

  private RunConfig config(RealNats server, int port) {
    String yaml =
        """
        http: {host: 127.0.0.1, port: %d}
        nats: {url: "%s"}
        kubernetes: {enabled: false}
        stuck: {toolHang: 2s}
        checkpoint: {directory: %s}
        """
            .formatted(port, server.url(), folder.resolve("checkpoint"));
    return RunConfig.of(ConfigFile.parse("test", yaml, folder, _ -> null), Map.of());
  }

  private static String awaitVerdict(NatsLink link) throws InterruptedException {
    String subject = "watchbill.signals.acme.bob";
    StreamSpec kept = StreamSpec.existing(NatsSignals.STREAM, subject);
    long deadline = System.nanoTime() + SOON.toNanos();
    try (StreamTail tail =
        new StreamTail(link, kept, subject, StreamPosition.beginningOf(NatsSignals.STREAM))) {
      while (System.nanoTime() < deadline) {
        if (tail.next(Duration.ofMillis(500)) instanceof TailItem.Message message) {
          String text = new String(message.data(), StandardCharsets.UTF_8);
          if (text.contains("agent_stuck")) {
            return text;
          }
        }
      }
    }
    throw new AssertionError("no verdict in " + SOON);
  }

  private static String page(int port) throws Exception {
    URI metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}

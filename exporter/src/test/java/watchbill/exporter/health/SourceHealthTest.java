package watchbill.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import watchbill.connectors.http.Request;
import watchbill.connectors.http.Response;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;

final class SourceHealthTest {
  private Instant now = Instant.ofEpochSecond(1000);
  private final InstantSource clock = () -> now;
  private final SourceHealth nats = new SourceHealth("nats", clock);
  private final SourceHealth pods = new SourceHealth("kubernetes", clock);
  private final HealthSeries series = new HealthSeries(List.of(nats, pods));
  private final ReadyAnswer ready = new ReadyAnswer(List.of(nats, pods));

  private void pass(int seconds) {
    now = now.plusSeconds(seconds);
  }

  private String samples() {
    ByteSink out = new ByteSink(100);
    series.writeTo(Format.TEXT, out);
    return out.toString().replaceAll("# .*\n", "");
  }

  private static String body(Response response) {
    return new String(response.body().getFirst(), StandardCharsets.UTF_8);
  }

  private Response ask(String accept) {
    return ready.to(new Request("/-/ready", Map.of("accept", accept)));
  }

  @Test
  void isDownWithoutALastSuccessUntilItIsHeard() {
    pass(5);
    assertThat(samples())
        .isEqualTo(
            """
            watchbill_source_up{source="nats"} 0
            watchbill_source_up{source="kubernetes"} 0
            watchbill_source_errors_total{source="nats"} 0
            watchbill_source_errors_total{source="kubernetes"} 0
            """);
    assertThat(nats.downFor()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aSupplementarySourceThatIsDownSaysSoAndHoldsNothingUp() {
    SourceHealth events = SourceHealth.supplementary("kubernetes_events", clock);
    events.lost("events is forbidden");
    pass(5);
    assertThat(events.up()).isFalse();
    assertThat(events.readiness().line())
        .isEqualTo("kubernetes_events: ready, though it is down: events is forbidden (for 5s)");
  }

  @Test
  void isUpWhenHeardAndDownWhenLost() {
    nats.heard();
    pass(10);
    nats.erred();
    nats.lost("connection refused");
    pass(7);
    nats.lost("still refused");
    assertThat(samples())
        .isEqualTo(
            """
            watchbill_source_up{source="nats"} 0
            watchbill_source_up{source="kubernetes"} 0
            watchbill_source_last_success_timestamp_seconds{source="nats"} 1000
            watchbill_source_errors_total{source="nats"} 3
            watchbill_source_errors_total{source="kubernetes"} 0
            """);
    assertThat(nats.downFor()).as("since it was lost first").isEqualTo(Duration.ofSeconds(7));
    nats.heard();
    assertThat(nats.downFor()).isZero();
    assertThat(samples()).contains("watchbill_source_up{source=\"nats\"} 1\n");
  }

  @Test
  void saysInOneLineEachWhatIsWrong() {
    nats.heard();
    nats.lost("connection refused");
    pods.heard();
    pass(72);
    assertThat(ask("").status()).isEqualTo(503);
    assertThat(body(ask("*/*")))
        .isEqualTo(
            """
            Watchbill is not ready
            nats: not ready, connection refused (for 1m12s)
            kubernetes: ready
            """);
  }

  @Test
  void isReadyWhenAllAre() {
    nats.heard();
    pods.heard();
    assertThat(ask("").status()).isEqualTo(200);
    assertThat(body(ask("")))
        .isEqualTo(
            """
            Watchbill is ready
            nats: ready
            kubernetes: ready
            """);
  }

  @Test
  void saysItAsJsonToWhoAsksForThat() {
    nats.heard();
    pods.lost("no \"route\"");
    assertThat(ask("application/json").headers()).containsEntry("Content-Type", "application/json");
    assertThat(body(ask("application/json")))
        .isEqualTo(
            """
            {"ready":false,"dependencies":[{"name":"nats","ready":true,"words":""},\
            {"name":"kubernetes","ready":false,"words":"no \\"route\\" (just now)"}]}
            """);
  }
}

package watchbill.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.connectors.nats.StreamSettings;
import watchbill.connectors.nats.StreamSettings.Content;
import watchbill.connectors.nats.StreamSettings.Limits;
import watchbill.connectors.nats.StreamSettings.Retention;

final class StreamAdviceTest {
  private static final String FILTER = "agents.*.*.activity";
  private static final Content HOUR = new Content(1_000, 900_000, 0, 3_600_000);
  private static final Limits WIDE = new Limits(Duration.ofDays(14), -1, -1, -1, false);

  private static List<String> advice(StreamSettings stream) {
    return StreamAdvice.of(stream, FILTER).stream()
        .map(finding -> finding.grade().word() + " " + finding.found())
        .toList();
  }

  private static StreamSettings stream(
      Retention retention, boolean disk, int copies, Limits limits) {
    return new StreamSettings(
        "AGENTS", List.of("agents.>"), retention, disk, copies, false, limits, HOUR);
  }

  @Test
  void saysThatAGoodStreamIsGood() {
    assertThat(advice(stream(Retention.Limits, true, 3, WIDE)))
        .containsExactly("ok stream AGENTS: 3 copies on disk, kept for 14d, 1000 messages of 1h");
  }

  @Test
  void failsAStreamThatForgetsWhatHasBeenRead() {
    assertThat(advice(stream(Retention.WorkQueue, true, 3, WIDE)))
        .containsExactly(
            "fail stream AGENTS has retention WorkQueue, so what has been read is gone");
  }

  @Test
  void warnsOfWhatARestartLoses() {
    assertThat(advice(stream(Retention.Limits, false, 1, WIDE)))
        .containsExactly("warn stream AGENTS is kept in memory", "warn stream AGENTS has 1 copy");
  }

  @Test
  void warnsOfLimitsThatAreTooTight() {
    Limits tight = new Limits(Duration.ofHours(2), 1_000_000, -1, 10, true);
    assertThat(advice(stream(Retention.Limits, true, 3, tight)))
        .containsExactly(
            "warn stream AGENTS keeps 10 messages of each agent",
            "warn stream AGENTS refuses new events when it is full",
            "warn stream AGENTS keeps events for 2h",
            "warn stream AGENTS is full with the events of 1h");
  }

  @Test
  void failsAStreamThatDoesNotTakeTheAgentsSubjects() {
    StreamSettings other =
        new StreamSettings(
            "AGENTS", List.of("agents.*"), Retention.Limits, true, 3, true, WIDE, HOUR);
    assertThat(advice(other))
        .containsExactly(
            "fail stream AGENTS takes [agents.*] and not agents.*.*.activity",
            "warn stream AGENTS answers publishers nothing (no_ack)");
  }
}

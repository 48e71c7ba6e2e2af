package watchbill.connectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EventReaderTest {
  @Test
  void readsBothWaysOfCountingAndWhatIsMissing() throws IOException {
    List<EventView> events =
        Recorded.events(
            Objects.requireNonNull(EventReaderTest.class.getResourceAsStream("events.json")));

    assertThat(events)
        .containsExactly(
            new EventView(
                "e-1",
                "12",
                "acme",
                "trainer-0.1",
                "u-2",
                "trainer-0",
                "",
                "FailedScheduling",
                "0/6 nodes are available: 2 Insufficient nvidia.com/gpu.",
                3,
                millis("2026-01-02T03:04:06.694Z"),
                millis("2026-01-02T03:19:06.264Z")),
            new EventView(
                "e-2",
                "13",
                "acme",
                "backend-0.2",
                "u-1",
                "backend-0",
                "agent",
                "Unhealthy",
                "Readiness probe failed: connection refused",
                1464,
                millis("2026-01-02T03:00:00Z"),
                millis("2026-01-02T03:20:00Z")),
            new EventView(
                "e-3",
                "14",
                "acme",
                "backend-0.3",
                "u-1",
                "backend-0",
                "",
                "FailedMount",
                "",
                1,
                millis("2026-01-02T03:00:01Z"),
                millis("2026-01-02T03:00:01Z")),
            new EventView("", "", "", "", "", "", "", "", "", 1, -1, -1));
  }

  private static long millis(String time) {
    return Instant.parse(time).toEpochMilli();
  }
}

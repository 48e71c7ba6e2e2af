package watchbill.connectors.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StreamSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "agents.>, agents.*.*.activity, true",
    "agents.>, agents, false",
    ">, agents.*.*.activity, true",
    "agents.*.*.activity, agents.*.*.activity, true",
    "agents.*.*.*, agents.*.*.activity, true",
    "agents.acme.*.activity, agents.*.*.activity, false",
    "agents.*, agents.*.*.activity, false",
    "agents.*.*.activity, agents.>, false",
    "agents.*.*.activity.more, agents.*.*.activity, false",
  })
  void takesWhatAllOfItsSubjectsMean(String subject, String filter, boolean takes) {
    StreamSettings stream =
        new StreamSettings(
            "S",
            List.of("other", subject),
            StreamSettings.Retention.Limits,
            true,
            1,
            false,
            new StreamSettings.Limits(Duration.ZERO, -1, -1, -1, false),
            new StreamSettings.Content(0, 0, -1, -1));
    assertThat(stream.takes(filter)).isEqualTo(takes);
  }

  @ParameterizedTest
  @CsvSource({
    "2.9.10, true",
    "2.10.19, true",
    "2.10.20, false",
    "2.10.22-RC.1, false",
    "2.11.0, false",
    "10.0.0, false",
    "dev, false",
  })
  void knowsWhichServerIsOlder(String version, boolean older) {
    assertThat(new NatsGreeting("", version, false, true, 1).isOlderThan(2, 10, 20))
        .isEqualTo(older);
  }

  @Test
  void aVersionIsNotOlderThanItself() {
    assertThat(new NatsGreeting("", "2.10.20", false, true, 1).isOlderThan(2, 10, 20)).isFalse();
  }
}

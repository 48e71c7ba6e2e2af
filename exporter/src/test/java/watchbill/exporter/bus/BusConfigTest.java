package watchbill.exporter.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import watchbill.connectors.config.ConfigFile;
import watchbill.connectors.config.ConfigSection;

class BusConfigTest {
  private static BusConfig read(String yaml) {
    ConfigSection root = ConfigFile.parse("test", yaml, Path.of("/"), _ -> null);
    BusConfig config = BusConfig.of(root.section("bus"));
    root.refuseUnknown();
    return config;
  }

  @Test
  void hasADefaultForEveryKey() {
    assertThat(read("")).isEqualTo(BusConfig.DEFAULT);
  }

  @Test
  void readsEveryKey() {
    assertThat(
            read(
                """
                bus:
                  enabled: false
                  every: 30s
                  streams: [AGENTS, TASKS]
                  tenant: acme
                  consumer: "{agent}-tasks"
                  monitoring: ["http://nats-0:8222"]
                """))
        .isEqualTo(
            new BusConfig(
                false,
                Duration.ofSeconds(30),
                Set.of("AGENTS", "TASKS"),
                ConsumerNames.of("{agent}-tasks", "acme"),
                List.of("http://nats-0:8222")));
  }

  @Test
  void refusesAPatternThatNamesNoAgent() {
    assertThatThrownBy(() -> read("bus: {consumer: tasks}"))
        .hasMessage(
            "bus.consumer: want a pattern with {tenant} and {agent}, such as {tenant}-{agent},"
                + " have tasks");
  }
}

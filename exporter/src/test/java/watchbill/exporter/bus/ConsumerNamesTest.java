package watchbill.exporter.bus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsumerNamesTest {
  @ParameterizedTest
  @CsvSource({
    "{tenant}-{agent},        '',     acme-backend-0,       acme,  backend-0",
    "{tenant}_{agent}_tasks,  '',     acme_cto_tasks,       acme,  cto",
    "AGENT_{agent}_TASKS,     acme,   AGENT_CTO_TASKS,      acme,  CTO",
    "AGENT_{agent}_TASKS,     acme,   AGENT__TASKS,         '',    ''",
    "{tenant}-{agent},        '',     nobody,               '',    ''",
    "a.{agent},               acme,   axb,                  '',    ''",
  })
  void tellsWhoseAConsumerIs(
      String pattern, String fixed, String consumer, String tenant, String agent) {
    assertThat(ConsumerNames.of(pattern, fixed).orElseThrow().ownerOf(consumer))
        .isEqualTo(new ConsumerNames.Owner(tenant, agent));
  }

  @Test
  void refusesAPatternThatLeavesTheOwnerOpen() {
    assertThat(ConsumerNames.of("tasks", "acme")).isEmpty();
    assertThat(ConsumerNames.of("{agent}", "")).isEmpty();
    assertThat(ConsumerNames.of("{tenant}-{agent}", "acme")).isEmpty();
    assertThat(ConsumerNames.of("{agent}-{agent}", "acme")).isEmpty();
    assertThat(ConsumerNames.of("\\E{agent}", "acme")).isEmpty();
  }
}

package watchbill.metrics.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FamilyNameTest {
  @ParameterizedTest
  @CsvSource({
    "agent_idle_seconds, SECONDS",
    "replication_lag_bytes, BYTES",
    "memory_spine_replication_lag_seconds, SECONDS",
    "watchbill_build_info, NONE",
    "agent_born_timestamp_seconds, TIMESTAMP_SECONDS",
    "agent_daily_token_budget, TOKENS",
  })
  void takesAGauge(String name, Unit unit) {
    assertThat(gauge(name, unit).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "container_memory_bytes, BYTES, a prefix of ours",
    "agent_Idle, NONE, lower snake case",
    "agent__idle, NONE, lower snake case",
    "agent_calls_total, NONE, '_total for counters, and for them only'",
    "agent_idle, SECONDS, _seconds at its end",
    "agent_idle_milliseconds, SECONDS, _seconds at its end",
    "agent_idle_seconds, NONE, 'no unit at its end'",
    "agent_born_seconds, TIMESTAMP_SECONDS, _timestamp_seconds at its end",
  })
  void refusesAGauge(String name, Unit unit, String wanted) {
    assertThatThrownBy(() -> gauge(name, unit))
        .hasMessageStartingWith("family name: want ")
        .hasMessageContaining(wanted)
        .hasMessageEndingWith(", have " + name);
  }

  @ParameterizedTest
  @CsvSource({
    "agent_calls, NONE, '_total for counters, and for them only'",
    "agent_cost_total, USD, _usd at its end",
    "agent_cost_usd_total, NONE, 'no unit at its end'",
  })
  void refusesACounter(String name, Unit unit, String wanted) {
    assertThatThrownBy(() -> Counter.ours(name, unit, NoLabels.LABELS, "Help.", "a test"))
        .hasMessageContaining(wanted);
  }

  @Test
  void leavesAnotherExportersNamesAlone() {
    var origin = new Origin.Foreign("dcgm-exporter", "4.4");
    var family = new Gauge<>("DCGM_FI_DEV_FB_USED", Unit.NONE, NoLabels.LABELS, "Used.", origin);
    assertThat(family.origin().text()).isEqualTo("dcgm-exporter 4.4");
  }

  @Test
  void refusesAFamilyWithoutHelp() {
    assertThatThrownBy(() -> Gauge.ours("agent_idle", Unit.NONE, NoLabels.LABELS, " ", "a test"))
        .hasMessage("agent_idle: want one line of help and an origin");
  }

  private static Gauge<NoLabels> gauge(String name, Unit unit) {
    return Gauge.ours(name, unit, NoLabels.LABELS, "Help.", "a test");
  }
}

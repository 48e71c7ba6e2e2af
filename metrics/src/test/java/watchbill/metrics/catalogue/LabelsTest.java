package watchbill.metrics.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class LabelsTest {
  @Test
  void givesNamesAndValuesInOrder() {
    var labels = SpendFamilies.TOKENS_CONSUMED.labels();
    var values = new SpendFamilies.TokenLabels("t", "a", "r", "p", "m", "cache_read");
    assertThat(labels.names())
        .containsExactly("tenant", "agent", "role", "provider", "model", "class");
    assertThat(labels.value(5, values)).isEqualTo("cache_read");
  }

  @Test
  void refusesAComponentWithoutLabel() {
    assertThatThrownBy(() -> Labels.of(AgentLabels.class, Label.TENANT, Label.AGENT))
        .hasMessage(
            "labels of AgentLabels: want one for each of its 3 components, have [tenant, agent]");
  }

  @Test
  void refusesALabelTwice() {
    assertThatThrownBy(() -> Labels.of(AgentLabels.class, Label.TENANT, Label.AGENT, Label.AGENT))
        .hasMessageContaining("have [tenant, agent, agent]");
  }

  @Test
  void refusesALabelThatPrometheusReserves() {
    assertThatThrownBy(() -> new Label<Has.Agent>("le", Has.Agent::agent))
        .hasMessageContaining("have \"le\"");
    assertThatThrownBy(() -> new Label<Has.Agent>("__name__", Has.Agent::agent))
        .hasMessageContaining("have \"__name__\"");
  }
}

package watchbill.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentIdentityTest {
  @Test
  void takesTheAgentFromItsLabelAndTheTenantFromTheNamespace() {
    assertThat(
            AgentIdentity.DEFAULT.agent("acme", "backend-0", Map.of("watchbill.io/agent", "ada")))
        .isEqualTo(new AgentKey("acme", "ada"));
  }

  @Test
  void fallsBackToThePodsName() {
    assertThat(AgentIdentity.DEFAULT.agent("acme", "backend-0", Map.of()))
        .isEqualTo(new AgentKey("acme", "backend-0"));
    assertThat(AgentIdentity.DEFAULT.agent("acme", "backend-0", Map.of("watchbill.io/agent", "")))
        .isEqualTo(new AgentKey("acme", "backend-0"));
  }

  @Test
  void takesTheTenantOfANamespaceFromTheMapAndNeverFromALabel() {
    AgentIdentity identity =
        new AgentIdentity("bot", "tier", Map.of("acme-prod", "acme", "acme-test", "acme"));

    assertThat(identity.agent("acme-prod", "p", Map.of("bot", "b", "tenant", "other")))
        .isEqualTo(new AgentKey("acme", "b"));
    assertThat(identity.agent("elsewhere", "p", Map.of("bot", "b")))
        .isEqualTo(new AgentKey("elsewhere", "b"));
  }

  @Test
  void takesTheRoleFromItsLabel() {
    assertThat(AgentIdentity.DEFAULT.role(Map.of("app.kubernetes.io/component", "reviewer")))
        .isEqualTo("reviewer");
    assertThat(AgentIdentity.DEFAULT.role(Map.of())).isEmpty();
  }

  @Test
  void namesTheLabelsThatItReads() {
    assertThat(AgentIdentity.DEFAULT.labels())
        .containsExactlyInAnyOrder("watchbill.io/agent", "app.kubernetes.io/component");
    assertThat(new AgentIdentity("bot", "bot", Map.of()).labels()).containsExactly("bot");
  }

  @Test
  void rejectsAnEmptyTenant() {
    assertThatThrownBy(() -> new AgentIdentity("bot", "tier", Map.of("acme", "")))
        .hasMessage("agents.tenants: want no empty namespace or tenant, have {acme=}");
  }

  @Test
  void rejectsAnEmptyLabel() {
    assertThatThrownBy(() -> new AgentIdentity("", "tier", Map.of()))
        .hasMessage("agents.agentLabel: want a label, have none");
    assertThatThrownBy(() -> new AgentIdentity("bot", "", Map.of()))
        .hasMessage("agents.roleLabel: want a label, have none");
  }
}

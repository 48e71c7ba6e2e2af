package watchbill.sources.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import watchbill.core.AgentKey;

class SubjectPatternTest {
  @ParameterizedTest(name = "{0} of {1}: {3} is {4}")
  @CsvSource({
    "agents.{tenant}.{agent}.activity,       , agents.*.*.activity, agents.acme.b-0.activity, acme/b-0",
    "audit.{agent}.>,                    acme, audit.*.>,           audit.b-0.tool.x,         acme/b-0",
    "*.{agent}.{tenant},                     , *.*.*,               x.b.t,                    t/b",
    "{agent},                            acme, *,                   bücher-0,                 acme/bücher-0",
  })
  void findsTenantAndAgent(
      String pattern, String tenant, String filter, String subject, String agent) {
    SubjectPattern subjects = SubjectPattern.of(pattern, tenant == null ? "" : tenant);

    assertThat(subjects.filter()).isEqualTo(filter);
    assertThat(subjects.agentOf(subject)).hasToString(agent);
    assertThat(subjects.agentOf(subject)).isSameAs(subjects.agentOf(subject));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agents.acme.b-0",
        "agents.acme.b-0.activity.x",
        "agents.acme.b-0.other",
        "other.a.b.activity",
        "agents..b-0.activity",
        "agents.acme..activity",
        "",
        "agents.acme.b\u00000.activity",
        "agents.acme.b\ufffd.activity",
        "agents.acme.b\u200b.activity",
        "agents.a\u00a0b.c.activity",
        "agents.acme.\ud800.activity",
        "agents.acme.*.activity",
      })
  void findsNobodyInAnotherSubject(String subject) {
    assertThat(SubjectPattern.of("agents.{tenant}.{agent}.activity").agentOf(subject)).isNull();
  }

  @Test
  void findsNobodyWithANameOfMoreThan128Characters() {
    SubjectPattern subjects = SubjectPattern.of("{tenant}.{agent}");

    assertThat(subjects.agentOf("t." + "a".repeat(128)))
        .isEqualTo(new AgentKey("t", "a".repeat(128)));
    assertThat(subjects.agentOf("t." + "a".repeat(129))).isNull();
  }

  @Test
  void remembersABoundedNumberOfAgents() {
    SubjectPattern subjects = SubjectPattern.of("{tenant}.{agent}");
    AgentKey first = subjects.agentOf("t.first");
    for (int i = 0; i < 70_000; i++) {
      assertThat(subjects.agentOf("t." + i)).isNotNull();
    }

    assertThat(subjects.agentOf("t.first")).isEqualTo(first).isNotSameAs(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "agents",
        "{agent}",
        "{tenant}",
        "{tenant}.{agent}.{agent}",
        "{tenant}.{tenant}.{agent}",
        "{tenant}.{agent}.>.x",
        ">.{tenant}.{agent}",
        "{tenant}..{agent}",
        "{tenant}.{agent}.",
        "{tenant}.x{agent}",
        "{tenant}.{agent}.a b",
        "{tenant}.{agent}.{session}",
      })
  void refusesAPatternThatDoesNotNameBothOnce(String pattern) {
    assertThatThrownBy(() -> SubjectPattern.of(pattern))
        .hasMessage(
            "nats.subject: want tokens joined by dots, among them {tenant} and {agent}, each once,"
                + " have \""
                + pattern
                + "\"");
  }

  @Test
  void refusesATenantInThePatternAndBesideIt() {
    assertThatThrownBy(() -> SubjectPattern.of("{tenant}.{agent}", "acme"))
        .hasMessage(
            "nats.subject: want tokens joined by dots, among them {agent} once,"
                + " have \"{tenant}.{agent}\"");
    assertThatThrownBy(() -> SubjectPattern.of("x.{agent}", "a.b"))
        .hasMessage(
            "nats.tenant: want at most 128 visible characters without dots, *, and >, have \"a.b\"");
  }
}

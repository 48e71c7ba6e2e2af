package watchbill.sources.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import watchbill.core.AgentKey;

class SignalSubjectsTest {
  private static final SignalSubjects SUBJECTS =
      new SignalSubjects("watchbill.signals.{tenant}.{agent}");

  @Test
  void namesTheAgent() {
    assertThat(SUBJECTS.of(new AgentKey("acme", "backend-0")))
        .isEqualTo("watchbill.signals.acme.backend-0");
    assertThat(SUBJECTS.of(AgentKey.wholeTenant("acme"))).isEqualTo("watchbill.signals.acme._all");
    assertThat(SUBJECTS.filter()).isEqualTo("watchbill.signals.*.*");
  }

  @Test
  void escapesWhatCannotStandInAToken() {
    assertThat(SUBJECTS.of(new AgentKey("a.b", "* >\t%é")))
        .isEqualTo("watchbill.signals.a%2Eb.%2A%20%3E%09%25é");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "watchbill.signals",
        "x.{agent}",
        "x.{tenant}",
        "{tenant}.{agent}.{agent}",
        "x.{tenant}.{agent}.>",
        "x.*.{tenant}.{agent}",
        "x..{tenant}.{agent}",
        "x.{tenant}-{agent}",
        "x y.{tenant}.{agent}"
      })
  void refusesAPatternThatNamesNoAgentOrCannotBePublishedOn(String text) {
    assertThatThrownBy(() -> new SignalSubjects(text))
        .hasMessageStartingWith("signals.subject: want tokens joined by dots")
        .hasMessageEndingWith("have \"" + text + "\"");
  }
}

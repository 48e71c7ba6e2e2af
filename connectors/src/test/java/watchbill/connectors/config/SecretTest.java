package watchbill.connectors.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SecretTest {
  @Test
  void printsAsThreeStarsAlsoInsideARecord() {
    record Login(String user, Secret password) {}
    assertThat(new Login("ops", Secret.of("hunter2"))).hasToString("Login[user=ops, password=***]");
  }

  @Test
  void revealsItsTextOnlyWhenAsked() {
    assertThat(Secret.of("hunter2").reveal()).isEqualTo("hunter2");
    assertThat(Secret.of("hunter2").revealChars()).containsExactly("hunter2".toCharArray());
  }

  @Test
  void equalsASecretWithTheSameText() {
    assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).hasSameHashCodeAs(Secret.of("a"));
    assertThat(Secret.of("a")).isNotEqualTo(Secret.of("b"));
  }

  @Test
  void refusesAnEmptyText() {
    assertThatThrownBy(() -> Secret.of("")).hasMessage("secret: want a text, have nothing");
  }
}

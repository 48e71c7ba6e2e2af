package watchbill.connectors.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "redis-0.redis:6380, redis-0.redis, 6380, redis-0.redis:6380",
    "redis, redis, 6379, redis:6379",
    "[::1]:1, ::1, 1, [::1]:1",
    "[fd00::2], fd00::2, 6379, [fd00::2]:6379"
  })
  void readsWhatPeopleWrite(String text, String host, int port, String written) {
    Address address = Address.parse(text, 6379).orElseThrow();

    assertThat(address).isEqualTo(new Address(host, port));
    assertThat(address).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":1", "a:0", "a:65536", "a:b", "::1", "a b:1", "http://a:1"})
  void refusesWhatIsNoAddress(String text) {
    assertThat(Address.parse(text, 6379)).isEmpty();
  }

  @Test
  void resolvesAName() {
    assertThat(new Address("localhost", 1).numeric().host()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
    assertThat(new Address("no.such.host.invalid", 1).numeric())
        .isEqualTo(new Address("no.such.host.invalid", 1));
  }
}

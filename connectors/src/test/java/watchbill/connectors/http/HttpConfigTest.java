package watchbill.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.config.ConfigFile;
import watchbill.connectors.config.ConfigSection;

final class HttpConfigTest {
  private static HttpConfig read(String yaml) {
    ConfigSection root = ConfigFile.parse("watch.yaml", yaml, Path.of("/"), _ -> null);
    HttpConfig config = HttpConfig.of(root.section("http"));
    root.refuseUnknown();
    return config;
  }

  @Test
  void hasADefaultForEveryKey() {
    assertThat(read(""))
        .isEqualTo(new HttpConfig("0.0.0.0", 9464, Duration.ofSeconds(20), Duration.ofMinutes(5)));
  }

  @Test
  void readsEveryKey() {
    assertThat(read("http: {host: '::1', port: 0, writeTimeout: 1500ms, idleTimeout: 1h}"))
        .isEqualTo(new HttpConfig("::1", 0, Duration.ofMillis(1500), Duration.ofHours(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http: {port: -1}          | http.port: want a port from 0 to 65535, have -1
          http: {host: ' '}         | http.host: want an address or a name, have nothing
          http: {writeTimeout: 11m} | http.writeTimeout: want a duration from 1s to 10m, have 11m
          http: {idleTimeout: 0}    | http.idleTimeout: want a duration from 1s to 1h, have 0
          http: {prot: 1}           | http.prot: want http.port, have an unknown key
          """)
  void refusesWhatCannotBe(String yaml, String message) {
    assertThatExceptionOfType(ConfigError.class).isThrownBy(() -> read(yaml)).withMessage(message);
  }

  @Test
  void refusesTheSameWhereTheRecordIsMade() {
    assertThatExceptionOfType(ConfigError.class)
        .isThrownBy(() -> new HttpConfig("h", 1, Duration.ZERO, Duration.ofMinutes(1)))
        .withMessage("http.writeTimeout: want a duration from 1s to 10m, have 0");
  }
}

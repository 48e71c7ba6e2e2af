package watchbill.exporter;

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
import watchbill.connectors.http.HttpConfig;

final class ExporterConfigTest {
  private static ExporterConfig read(String yaml) {
    ConfigSection root = ConfigFile.parse("watch.yaml", yaml, Path.of("/"), _ -> null);
    ExporterConfig config = ExporterConfig.of(root);
    root.refuseUnknown();
    return config;
  }

  @Test
  void hasADefaultForEveryKey() {
    assertThat(read(""))
        .isEqualTo(new ExporterConfig(HttpConfig.DEFAULT, 4, Duration.ofMinutes(5), 10_000));
  }

  @Test
  void readsEveryKey() {
    assertThat(
            read(
                """
                http:
                  port: 1234
                exporter:
                  scrapesAtOnce: 9
                  unknownAfter: 90s
                  agentsPerTenant: 70
                """))
        .isEqualTo(
            new ExporterConfig(HttpConfig.DEFAULT.withPort(1234), 9, Duration.ofSeconds(90), 70));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          exporter: {scrapesAtOnce: 0}  | exporter.scrapesAtOnce: want a number from 1 to 64, have 0
          exporter: {agentsPerTenant: 0} | exporter.agentsPerTenant: want a number from 1 to 1000000, have 0
          exporter: {unknownAfter: 2d}  | exporter.unknownAfter: want a duration from 0 to 1d, have 2d
          exporter: {unknowAfter: 2m}   | exporter.unknowAfter: want exporter.unknownAfter, have an unknown key
          """)
  void refusesWhatCannotBe(String yaml, String message) {
    assertThatExceptionOfType(ConfigError.class).isThrownBy(() -> read(yaml)).withMessage(message);
  }
}

package watchbill.exporter.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import watchbill.metrics.exposition.Format;

final class NegotiationTest {
  private static Format format(String accept) {
    return Negotiation.of(accept, "").format();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Prometheus 2.42
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
        // Prometheus 3
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
        "application/openmetrics-text",
        "Application/OpenMetrics-Text ; Version=\"1.0.0\" ; Q=1.0",
        "text/plain;q=0.9, application/openmetrics-text;version=0.0.1;q=0.9",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.4,application/openmetrics-text;q=0.5"
      })
  void givesOpenMetricsToWhoPrefersIt(String accept) {
    assertThat(format(accept)).isEqualTo(Format.OPEN_METRICS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Prometheus 2.42 with native histograms
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
        // Prometheus 3 with native histograms
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1",
        "Application/Vnd.Google.Protobuf; Proto=io.prometheus.client.MetricFamily; Encoding=\"delimited\"",
      })
  void givesProtobufToWhoPrefersIt(String accept) {
    assertThat(format(accept)).isEqualTo(Format.PROTOBUF);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
        "text/plain;version=0.0.4;q=0.6,application/openmetrics-text;version=1.0.0;q=0.5",
        "application/openmetrics-text;version=1.0.0;q=0",
        "application/openmetrics-text;version=2.0.0,text/plain;q=0.1",
        "application/openmetrics-text;q=2",
        "application/vnd.google.protobuf",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=text",
        "application/vnd.google.protobuf;proto=other.Message;encoding=delimited",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0",
        ";;,=,q=,text/plain;q",
      })
  void givesTheTextFormatToAllOthers(String accept) {
    assertThat(format(accept)).isEqualTo(Format.TEXT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gzip                    | true
          deflate, gzip;q=0.5     | true
          GZIP;q=1.0, *;q=0       | true
          *                       | true
          ''                      | false
          identity                | false
          gzip;q=0                | false
          gzip;q=0, *             | false
          br, deflate             | false
          gzip;q=x                | false
          """)
  void compressesForWhoAcceptsGzip(String acceptEncoding, boolean gzip) {
    assertThat(Negotiation.of("", acceptEncoding).gzip()).isEqualTo(gzip);
  }

  @Test
  void readsALongHeaderInLittleTime() {
    assertThat(format("text/plain;q=0.1,".repeat(10_000))).isEqualTo(Format.TEXT);
  }
}

package watchbill.connectors.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DcgmTargetTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.5, http://10.0.0.5:9400/metrics",
    "10.0.0.5:9401, http://10.0.0.5:9401/metrics",
    "[fd00::1]:9401, http://[fd00::1]:9401/metrics",
    "gpu-1.example, http://gpu-1.example:9400/metrics",
    "http://gpu-1.example:9400, http://gpu-1.example:9400/metrics",
    "https://gpu-1.example/dcgm?x=y, https://gpu-1.example/dcgm?x=y"
  })
  void takesAnAddress(String address, String page) {
    assertThat(DcgmTarget.at(address, 9400).orElseThrow())
        .satisfies(target -> assertThat(target.page()).hasToString(page))
        .satisfies(target -> assertThat(target.node()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ftp://x/", "http://", "a b", "http://u:p@x/", "x/metrics", "http://x/#f"})
  void refusesWhatIsNone(String address) {
    assertThat(DcgmTarget.at(address, 9400)).isEmpty();
  }

  @Test
  void isMadeOfAPodThatHasANodeAndAnAddress() {
    assertThat(DcgmTarget.ofPod("n1", "10.0.0.5", 9400).orElseThrow().page())
        .hasToString("http://10.0.0.5:9400/metrics");
    assertThat(DcgmTarget.ofPod("n1", "fd00::5", 9400).orElseThrow().page())
        .hasToString("http://[fd00::5]:9400/metrics");
    assertThat(DcgmTarget.ofPod("n1", "", 9400)).isEmpty();
    assertThat(DcgmTarget.ofPod("", "10.0.0.5", 9400)).isEmpty();
    assertThat(DcgmTarget.ofPod("n1", "example.com/x?", 9400)).isEmpty();
  }
}

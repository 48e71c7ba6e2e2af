package watchbill.connectors.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RunAsTest {
  @Test
  void isPlainProcessesUnlessContainersAreAskedFor() {
    assertThat(RunAs.of(null)).isEqualTo(RunAs.PROCESSES);
    assertThat(RunAs.of("processes")).isEqualTo(RunAs.PROCESSES);
    assertThat(RunAs.of("containers")).isEqualTo(RunAs.CONTAINERS);
  }

  @Test
  void refusesAnotherName() {
    assertThatThrownBy(() -> RunAs.of("docker"))
        .hasMessage("watchbill.real: want processes or containers, have docker");
  }
}

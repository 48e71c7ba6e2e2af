package watchbill.connectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminationTest {
  @Test
  void tellsKillsForMemoryApartByWhatTheStatusProves() {
    assertThat(classOf("OOMKilled", 137, 60_000)).isEqualTo(EndClass.OOM_MAIN);
    assertThat(classOf("OOMKilled", 143, 60_000))
        .as("a child was killed earlier; kubernetes#140718")
        .isEqualTo(EndClass.OOM_CHILD);
    assertThat(classOf("OOMKilled", 0, 60_000)).isEqualTo(EndClass.OOM_CHILD);
    assertThat(classOf("Error", 137, 4_999))
        .as("killed right after its start; containerd#8180")
        .isEqualTo(EndClass.OOM_SUSPECTED);
    assertThat(classOf("Error", 137, 5_000)).isEqualTo(EndClass.KILLED);
    assertThat(new Termination("c", "Error", 137, 9_000).endClass())
        .as("nobody said when it began")
        .isEqualTo(EndClass.KILLED);
    assertThat(classOf("ContainerStatusUnknown", 137, 0)).isEqualTo(EndClass.KILLED);
  }

  @Test
  void tellsOtherEndsApartByTheirStatus() {
    assertThat(classOf("Completed", 0, 1)).isEqualTo(EndClass.COMPLETED);
    assertThat(classOf("Error", 143, 1)).isEqualTo(EndClass.TERMINATED);
    assertThat(classOf("Error", 1, 1)).isEqualTo(EndClass.ERROR);
    assertThat(classOf("ContainerCannotRun", 127, 0)).isEqualTo(EndClass.ERROR);
    assertThat(classOf("Error", 255, 1)).isEqualTo(EndClass.ERROR);
  }

  @Test
  void knowsARunByItsContainer() {
    Termination one = new Termination("containerd://a", "Error", 1, 5_000, 1_000);

    assertThat(one.isOfSameRunAs(new Termination("containerd://a", "Error", 1, 5_000))).isTrue();
    assertThat(one.isOfSameRunAs(new Termination("containerd://b", "Error", 1, 5_000))).isFalse();
    assertThat(one.isOfSameRunAs(new Termination("", "Error", 1, 5_000))).isFalse();
  }

  private static EndClass classOf(String reason, int exitCode, long ranMillis) {
    return new Termination("c", reason, exitCode, 100_000 + ranMillis, 100_000).endClass();
  }
}

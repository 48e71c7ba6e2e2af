package watchbill.connectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The messages are the scheduler's own, with the numbers and names of nobody's cluster.
class ShortageTest {
  @Test
  void readsEachThingThatNoNodeHas() {
    assertThat(Shortage.of("0/3 nodes are available: 3 Insufficient nvidia.com/gpu."))
        .containsExactly(Shortage.GPU);
    assertThat(Shortage.of("0/3 nodes are available: 3 Insufficient nvidia.com/mig-1g.5gb."))
        .containsExactly(Shortage.GPU);
    assertThat(Shortage.of("0/9 nodes are available: 4 Insufficient cpu, 5 Insufficient memory."))
        .containsExactlyInAnyOrder(Shortage.CPU, Shortage.MEMORY);
    assertThat(
            Shortage.of(
                "0/9 nodes are available: 4 node(s) had untolerated taint {pool: gpu}, 5 node(s)"
                    + " didn't have free ports for the requested pod ports."))
        .containsExactlyInAnyOrder(Shortage.TAINT, Shortage.PORTS);
    assertThat(
            Shortage.of(
                "0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims."))
        .containsExactly(Shortage.VOLUME);
    assertThat(Shortage.of("0/3 nodes are available: 3 Too many pods."))
        .containsExactly(Shortage.PODS);
    assertThat(Shortage.of("0/3 nodes are available: 3 Insufficient ephemeral-storage."))
        .containsExactly(Shortage.DISK);
    assertThat(Shortage.of("0/3 nodes are available: 3 node(s) didn't match Pod's node affinity."))
        .containsExactly(Shortage.PLACEMENT);
  }

  @Test
  void takesAVolumesPlaceForTheVolume() {
    assertThat(Shortage.of("0/3 nodes are available: 3 node(s) had volume node affinity conflict."))
        .containsExactly(Shortage.VOLUME);
  }

  @Test
  void leavesOutWhatIsSaidOfPreemption() {
    assertThat(
            Shortage.of(
                "0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available:"
                    + " 1 node(s) didn't match Pod's node affinity/selector."))
        .containsExactly(Shortage.CPU);
  }

  @Test
  void findsNothingInWordsThatItDoesNotKnow() {
    assertThat(Shortage.of("the scheduler is on strike")).isEmpty();
    assertThat(Shortage.of("")).isEmpty();
  }
}

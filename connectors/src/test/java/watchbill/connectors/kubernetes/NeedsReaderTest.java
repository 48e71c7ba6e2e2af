package watchbill.connectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import org.junit.jupiter.api.Test;

class NeedsReaderTest {
  private static final long MIB = 1L << 20;

  @Test
  void sumsTheMainContainers() {
    PodSpec spec =
        new PodSpecBuilder()
            .withContainers(container("500m", "64Mi"), container("1", "1Gi"))
            .withOverhead(java.util.Map.of("cpu", new Quantity("10m")))
            .build();

    assertThat(NeedsReader.read("p", spec).requests())
        .isEqualTo(new ComputeAmounts(1_510_000_000L, 1_088 * MIB, 0));
  }

  @Test
  void takesTheMostOfAllMomentsOfAPodsLife() {
    PodSpec spec =
        new PodSpecBuilder()
            .withInitContainers(
                container("3", "10Mi"), sidecar("1", "20Mi"), container("500m", "500Mi"))
            .withContainers(container("1", "100Mi"))
            .build();

    assertThat(NeedsReader.read("p", spec).requests())
        .as("3 CPUs by the first init container alone; 520 MiB by the last beside the sidecar")
        .isEqualTo(new ComputeAmounts(3_000_000_000L, 520 * MIB, 0));
  }

  @Test
  void prefersWhatIsSaidForThePodAsAWhole() {
    PodSpec spec =
        new PodSpecBuilder()
            .withContainers(container("500m", "64Mi"))
            .withNewResources()
            .addToRequests("cpu", new Quantity("2"))
            .endResources()
            .build();

    assertThat(NeedsReader.read("p", spec).requests())
        .isEqualTo(new ComputeAmounts(2_000_000_000L, 64 * MIB, 0));
  }

  @Test
  void countsGpusOfEveryKind() {
    Container gpus =
        new ContainerBuilder()
            .withNewResources()
            .addToRequests("nvidia.com/gpu", new Quantity("2"))
            .addToRequests("amd.com/gpu", new Quantity("1"))
            .endResources()
            .build();

    assertThat(NeedsReader.read("p", new PodSpecBuilder().withContainers(gpus).build()).requests())
        .isEqualTo(new ComputeAmounts(0, 0, 3));
  }

  @Test
  void namesEachClaimOnceAndThoseOfEphemeralVolumesByTheirRule() {
    PodSpec spec =
        new PodSpecBuilder()
            .addNewVolume()
            .withName("work")
            .withNewPersistentVolumeClaim("work-ada", false)
            .endVolume()
            .addNewVolume()
            .withName("again")
            .withNewPersistentVolumeClaim("work-ada", true)
            .endVolume()
            .addNewVolume()
            .withName("scratch")
            .withNewEphemeral()
            .endEphemeral()
            .endVolume()
            .addNewVolume()
            .withName("config")
            .endVolume()
            .build();

    assertThat(NeedsReader.read("ada", spec).claims()).containsExactly("work-ada", "ada-scratch");
  }

  private static Container container(String cpu, String memory) {
    return new ContainerBuilder()
        .withNewResources()
        .addToRequests("cpu", new Quantity(cpu))
        .addToRequests("memory", new Quantity(memory))
        .endResources()
        .build();
  }

  private static Container sidecar(String cpu, String memory) {
    return new ContainerBuilder(container(cpu, memory)).withRestartPolicy("Always").build();
  }
}

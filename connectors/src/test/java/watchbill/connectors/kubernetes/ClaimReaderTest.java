package watchbill.connectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClaimReaderTest {
  private static final long GIB = 1L << 30;

  private final ClaimReader reader = new ClaimReader(Set.of("watchbill.io/agent"));

  @Test
  void keepsTheSizeThatTheVolumeHas() {
    assertThat(reader.read(claim("Bound", "100Gi")))
        .isEqualTo(
            new ClaimView(
                "u-1",
                "7",
                "acme",
                "work-ada",
                "ssd",
                ClaimPhase.BOUND,
                100 * GIB,
                Instant.parse("2026-01-02T03:04:05Z").toEpochMilli(),
                Map.of("watchbill.io/agent", "ada"),
                90 * GIB,
                List.of("ReadWriteOnce"),
                false));
  }

  @Test
  void keepsTheSizeThatWasAskedForWhileThereIsNoVolume() {
    ClaimView claim = reader.read(claim("Pending", null));

    assertThat(claim.bound()).isFalse();
    assertThat(claim.phase()).isEqualTo(ClaimPhase.PENDING);
    assertThat(claim.bytes()).isEqualTo(90 * GIB);
  }

  @Test
  void readsAClaimThatSaysNothing() {
    assertThat(reader.read(new PersistentVolumeClaim()))
        .isEqualTo(
            new ClaimView(
                "", "", "", "", "", ClaimPhase.OTHER, 0, -1, Map.of(), 0, List.of(), false));
  }

  @Test
  void tellsAVolumeThatIsGoneFromOneThatIsToCome() {
    assertThat(reader.read(claim("Lost", null)).phase()).isEqualTo(ClaimPhase.LOST);
    assertThat(reader.read(claim("Melted", null)).phase()).isEqualTo(ClaimPhase.OTHER);
  }

  @Test
  void saysThatARawDeviceHasNoFileSystem() {
    PersistentVolumeClaim claim = claim("Bound", "1Gi");
    claim.getSpec().setVolumeMode("Block");

    assertThat(reader.read(claim).block()).isTrue();
  }

  private static PersistentVolumeClaim claim(
      String phase, @org.jspecify.annotations.Nullable String provided) {
    PersistentVolumeClaim claim =
        new PersistentVolumeClaimBuilder()
            .withNewMetadata()
            .withUid("u-1")
            .withResourceVersion("7")
            .withNamespace("acme")
            .withName("work-ada")
            .withCreationTimestamp("2026-01-02T03:04:05Z")
            .addToLabels("watchbill.io/agent", "ada")
            .addToLabels("app", "agents")
            .endMetadata()
            .withNewSpec()
            .withStorageClassName("ssd")
            .withAccessModes("ReadWriteOnce")
            .withVolumeMode("Filesystem")
            .withNewResources()
            .addToRequests("storage", new Quantity("90Gi"))
            .endResources()
            .endSpec()
            .withNewStatus()
            .withPhase(phase)
            .endStatus()
            .build();
    if (provided != null) {
      claim.getStatus().setCapacity(Map.of("storage", new Quantity(provided)));
    }
    return claim;
  }
}

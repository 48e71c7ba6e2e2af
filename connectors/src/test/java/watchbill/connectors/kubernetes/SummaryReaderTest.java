package watchbill.connectors.kubernetes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SummaryReaderTest {
  @Test
  void keepsWhatThePodAndTheVolumesOfClaimsUse() throws IOException {
    NodeSummary summary = SummaryReader.read(recorded());

    assertThat(summary.pods())
        .containsExactly(
            new PodUse(
                "acme",
                "ada-0",
                "5f0b7a52-0a39-4f46-9d0d-1b0f4ce2a001",
                Instant.parse("2026-01-02T03:03:59Z").toEpochMilli(),
                250_000_000,
                7_200_000_000_000L,
                712_000_000,
                53_248));
    assertThat(summary.volumes())
        .containsExactly(
            new VolumeUse(
                "acme",
                "work-ada-0",
                Instant.parse("2026-01-02T03:03:10Z").toEpochMilli(),
                21_003_583_488L,
                16_600_000_000L,
                4_386_806_016L,
                1_310_720,
                720));
  }

  @Test
  void saysOfWhatIsMissingThatItWasNotTold() throws IOException {
    NodeSummary summary =
        read(
            """
            {"pods": [
              {"podRef": {"namespace": "acme", "name": "new"}, "volume": [
                {"name": "raw", "pvcRef": {"namespace": "acme", "name": "raw"}}]},
              {"podRef": {"namespace": "acme", "name": "half"}, "cpu": {"usageCoreNanoSeconds": 5}}]}
            """);

    assertThat(summary.pods())
        .containsExactly(
            new PodUse("acme", "new", "", -1, -1, -1, -1, -1),
            new PodUse("acme", "half", "", -1, -1, 5, -1, -1));
    assertThat(summary.volumes())
        .containsExactly(new VolumeUse("acme", "raw", -1, -1, -1, -1, -1, -1));
  }

  @Test
  void passesOverWhatIsNotOfItsKind() throws IOException {
    NodeSummary summary =
        read(
            """
            {"node": null, "pods": [
              7, null, [], {"podRef": "ada"}, {"podRef": {"name": "nowhere"}},
              {"podRef": {"namespace": "acme", "name": ["x"]}},
              {"podRef": {"namespace": "acme", "name": "ada", "uid": 7},
               "cpu": [1], "memory": {"time": "soon", "workingSetBytes": "12"},
               "ephemeral-storage": null,
               "volume": {"pvcRef": {}}},
              {"podRef": {"namespace": "acme", "name": "bob"},
               "cpu": {"usageNanoCores": 18446744073709551000, "usageCoreNanoSeconds": 1.5},
               "memory": {"workingSetBytes": -4096}}]}
            """);

    assertThat(summary.pods())
        .containsExactly(
            new PodUse("acme", "ada", "", -1, -1, -1, -1, -1),
            new PodUse("acme", "bob", "", -1, -1, -1, -1, -1));
    assertThat(summary.volumes()).isEmpty();
  }

  @Test
  void readsAnAnswerThatIsNoObjectAsNothing() throws IOException {
    assertThat(read("[]").pods()).isEmpty();
    assertThat(read("").pods()).isEmpty();
    assertThat(read("{\"pods\": {}}").pods()).isEmpty();
  }

  @Test
  void failsAsReadingDoesOnWhatIsNoJson() {
    assertThatThrownBy(() -> read("{\"pods\": [{\"podRef\": ")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read("<html>")).isInstanceOf(IOException.class);
  }

  @Test
  void readsOrRefusesAnythingThatIsCutOrSpoilt() throws IOException {
    byte[] whole = recorded();
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] spoilt = java.util.Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
      for (int n = random.nextInt(4); n > 0; n--) {
        spoilt[random.nextInt(spoilt.length)] = (byte) (32 + random.nextInt(95));
      }
      try {
        assertThat(SummaryReader.read(spoilt).pods()).hasSizeLessThanOrEqualTo(1);
      } catch (IOException refused) {
        assertThat(refused).hasMessageNotContaining("java.lang");
      }
    }
  }

  private static byte[] recorded() throws IOException {
    try (InputStream in =
        requireNonNull(SummaryReaderTest.class.getResourceAsStream("summary.json"))) {
      return in.readAllBytes();
    }
  }

  private static NodeSummary read(String json) throws IOException {
    return SummaryReader.read(json.getBytes(StandardCharsets.UTF_8));
  }
}

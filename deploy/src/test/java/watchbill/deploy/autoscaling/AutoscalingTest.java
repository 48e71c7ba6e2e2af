package watchbill.deploy.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AutoscalingTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("watchbill.root"), "deploy", "autoscaling");

  @Test
  void writesTheCommittedFiles() {
    Map<String, String> files = Autoscaling.files();
    if (Boolean.getBoolean("golden.update")) {
      files.forEach(AutoscalingTest::write);
    }
    assertThat(files).allSatisfy((name, text) -> assertThat(text).isEqualTo(read(name)));
  }

  @Test
  void growsFastAndShrinksSlowly() {
    HorizontalPodAutoscaler read =
        Serialization.unmarshal(read("hpa.yaml"), HorizontalPodAutoscaler.class);
    var behavior = read.getSpec().getBehavior();
    assertThat(behavior.getScaleUp().getStabilizationWindowSeconds()).isEqualTo(60);
    assertThat(behavior.getScaleUp().getPolicies().getFirst().getValue()).isEqualTo(4);
    assertThat(behavior.getScaleDown().getStabilizationWindowSeconds()).isEqualTo(300);
    assertThat(behavior.getScaleDown().getPolicies().getFirst().getPeriodSeconds()).isEqualTo(120);
  }

  @Test
  void asksForNoZeroWhereNobodyKnows() {
    assertThat(read("keda.yaml"))
        .contains("ignoreNullValues: \"false\"")
        .doesNotContain("vector(0)");
  }

  @Test
  void refusesAPoolThatCannotGrow() {
    assertThatThrownBy(() -> new AgentPool("acme", "acme", "backend", "backend", 2, 2))
        .hasMessage("pool: want 1 or more replicas and room for more, have 2 to 2");
  }

  private static String read(String name) {
    try {
      return Files.readString(FOLDER.resolve(name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(String name, String text) {
    try {
      Files.writeString(FOLDER.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package watchbill.deploy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything on one machine.
final class ComposeTest {
  private static final Path FOLDER = ExampleFolder.of("../compose");

  @Test
  void mountsOnlyWhatIsThere() throws IOException {
    List<String> mounted = new ArrayList<>();
    for (JsonNode service : compose().path("services")) {
      for (JsonNode volume : service.path("volumes")) {
        String source = volume.asText().replaceFirst(":.*", "");
        if (source.startsWith(".")) {
          mounted.add(source);
          assertThat(FOLDER.resolve(source)).exists();
        } else {
          assertThat(compose().path("volumes").has(source)).as(source).isTrue();
        }
      }
    }
    assertThat(mounted).hasSizeGreaterThan(7);
  }

  @Test
  void listensToThisMachineAlone() throws IOException {
    for (JsonNode service : compose().path("services")) {
      assertThat(service.path("ports"))
          .isNotEmpty()
          .allSatisfy(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
    }
  }

  @Test
  void namesEachServiceAsTheOthersCallIt() throws IOException {
    assertThat(Files.readString(FOLDER.resolve("watchbill.yaml"))).contains("nats://nats:4222");
    assertThat(Files.readString(FOLDER.resolve("prometheus.yml")))
        .contains("watchbill:9464", "alertmanager:9093");
    assertThat(Files.readString(FOLDER.resolve("grafana/datasources.yaml")))
        .contains("http://prometheus:9090");
    assertThat(compose().path("services").fieldNames())
        .toIterable()
        .contains("nats", "watchbill", "prometheus", "alertmanager");
  }

  @Test
  @Tag("endtoend")
  void hasConfigurationsThatTheServersTake(@TempDir Path folder) throws IOException {
    Files.copy(FOLDER.resolve("prometheus.yml"), folder.resolve("prometheus.yml"));
    Files.copy(
        FOLDER.resolve("../../alert-rules/generated/rules.yaml"), folder.resolve("rules.yaml"));
    assertTaken(folder, "/usr/bin/promtool", "check", "config", "prometheus.yml");
    String nats = FOLDER.resolve("nats.conf").toString();
    assertTaken(folder, "/usr/sbin/nats-server", "-c", nats, "-t");
  }

  private static void assertTaken(Path folder, String... command) {
    var answer = ExampleFolder.run(folder, List.of(command));
    assertThat(answer.getKey()).as(answer.getValue()).isZero();
  }

  private static JsonNode compose() throws IOException {
    return new ObjectMapper(new YAMLFactory())
        .readTree(Files.readString(FOLDER.resolve("compose.yaml")));
  }
}

package watchbill.exporter.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.Recorded;
import watchbill.connectors.real.SharedData;
import watchbill.core.AgentIdentity;

/// What is scraped of each pod that was taken from a real cluster, beside the committed text of it.
class RealPodsGoldenTest {
  private static final Path GOLDEN =
      Path.of(System.getProperty("watchbill.root"), "exporter/src/test/resources/pods");

  @Test
  void writesOfEachRecordedPodWhatAPersonReadsInIt() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(SharedData.file("kubernetes/pods"))) {
      files = all.sorted().toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      Path golden = GOLDEN.resolve(name(file) + ".txt");
      String text = scrape(Recorded.pods(Files.newInputStream(file)));
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(GOLDEN);
        Files.writeString(golden, text);
      }
      assertThat(text).as(name(file)).isEqualTo(Files.readString(golden));
    }
  }

  /// The samples of pods that are there.
  private static String scrape(List<PodView> pods) {
    PodSeries series = new PodSeries(AgentIdentity.DEFAULT, Duration.ofMinutes(5));
    series.onReplace(pods, 0);
    return Samples.text(series)
        .lines()
        .filter(line -> line.startsWith("agent_pod_"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".json", "");
  }
}

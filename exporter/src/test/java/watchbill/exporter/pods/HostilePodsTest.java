package watchbill.exporter.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.connectors.kubernetes.ContainerKind;
import watchbill.connectors.kubernetes.ContainerState;
import watchbill.connectors.kubernetes.ContainerView;
import watchbill.connectors.kubernetes.Owner;
import watchbill.connectors.kubernetes.PodRank;
import watchbill.core.AgentIdentity;

/// Pods as somebody makes them who wants to break the scrape or fill the memory.
class HostilePodsTest {
  private static final List<String> TEXTS =
      List.of(
          "x".repeat(10_000),
          "\ud83d\ude00".repeat(5_000),
          "\ud83d half of a pair",
          "the other half \ude00",
          "\"} 1\nagent_stuck{tenant=\"other",
          "back\\slash \\n \\\" and a tab\t and \r and \0",
          "# HELP agent_pod_info nonsense\n# TYPE agent_pod_info counter\n",
          "\u202e\u200b\ufeff",
          "");

  private final PodSeries series = new PodSeries(AgentIdentity.DEFAULT, Duration.ofMinutes(5));

  @Test
  @Tag("endtoend")
  void neverBreaksAScrape() throws IOException, InterruptedException {
    Random random = new Random(20_261_122);
    series.onReplace(List.of(), 0);
    for (int i = 0; i < 300; i++) {
      series.onUpsert(hostile(i, random).view(), i);
    }

    Process promtool =
        new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
    try (var in = promtool.getOutputStream()) {
      in.write(Samples.text(series).getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(said).doesNotContain("error");
    assertThat(promtool.exitValue()).as(said).isZero();
    assertThat(List.of(Samples.text(series).split("\n")))
        .as("each line is a sample or a header")
        .allMatch(line -> line.startsWith("# ") || line.startsWith("agent_"))
        .as("no line is of the pods' making")
        .noneMatch(
            line -> line.startsWith("agent_stuck") || line.startsWith("# HELP agent_pod_info n"));
  }

  @Test
  @Tag("endtoend")
  void holdsNothingOfPodsThatComeAndGo() {
    series.onReplace(List.of(), 0);
    comeAndGo(0, 4_000);
    long before = usedBytes();
    comeAndGo(4_000, 15_000);
    long after = usedBytes();

    assertThat(Samples.text(series, "agent_pod_")).isBlank();
    assertThat(after - before).as("bytes held of 11,000 pods").isLessThan(2_000_000);
  }

  private void comeAndGo(int from, int to) {
    Random random = new Random(from);
    List<Draft> there = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Draft pod = hostile(i, random);
      series.onUpsert(pod.view(), i);
      there.add(pod);
      if (there.size() > 20) {
        series.onDelete(there.removeFirst().view(), i);
      }
    }
    there.forEach(pod -> series.onDelete(pod.view(), to));
  }

  private static Draft hostile(int i, Random random) {
    Draft pod = new Draft().scheduledAt(1_001);
    pod.uid = "u-" + i;
    pod.name = "p-" + i;
    pod.namespace = "ns-" + i + text(random);
    pod.node = text(random);
    pod.owner = new Owner(random.nextBoolean() ? "StatefulSet" : text(random), text(random));
    pod.rank = new PodRank(text(random), text(random));
    pod.labels =
        Map.of(
            "watchbill.io/agent",
            text(random) + i,
            "app.kubernetes.io/component",
            text(random) + i);
    List<ContainerView> containers = new ArrayList<>();
    for (int c = 0; c < 3; c++) {
      containers.add(
          Draft.container(
              text(random),
              ContainerKind.MAIN,
              random.nextInt(),
              new ContainerState.Waiting(text(random))));
    }
    return pod.with(containers.toArray(new ContainerView[0]));
  }

  private static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private static long usedBytes() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}

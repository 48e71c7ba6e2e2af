package watchbill.sources.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import watchbill.connectors.kubernetes.EventView;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.Recorded;
import watchbill.connectors.real.SharedData;
import watchbill.core.AgentIdentity;
import watchbill.core.AgentKey;

/// Pods and events that were taken from real clusters, and what a person reads in them. They are
/// not part of the project: where they are not at hand, this is left out and says so.
class RealFactsTest {
  @Test
  void tellsOfRealPodsWhatAPersonReads() throws IOException, InterruptedException {
    List<String> read = new ArrayList<>();
    for (Path file : files("kubernetes/pods")) {
      Facts told = new Facts();
      List<PodView> pods = Recorded.pods(Files.newInputStream(file));
      new PodFacts(AgentIdentity.DEFAULT, told).onReplace(pods, 1_700_000_000_000L);
      told.lines().forEach(line -> read.add(shortened(line)));
    }
    assertThat(read)
        .containsExactly(
            "random-pod-75b66db9b9-nqhp8 scheduled on chart-testing-control-plane",
            "random-pod-75b66db9b9-nqhp8 started",
            "random-pod-75b66db9b9-nqhp8 ready",
            "random-pod-75b66db9b9-nqhp8 scheduled on chart-testing-control-plane",
            "random-pod-75b66db9b9-nqhp8 started",
            "random-pod-75b66db9b9-nqhp8 ready",
            "troubleshoot-copyfromhost-4m79m-psdjm scheduled on minikube",
            "no-image-deployment-849c4c4958-rxqmt scheduled on minikube",
            "no-image-deployment-849c4c4958-rxqmt IMAGE_PULL: ErrImagePull",
            "oom-kill-job3-gbb89 memory-eater ended OOM_KILLED, memory MAIN",
            "oom-kill-job3-gbb89 scheduled on minikube",
            "oom-kill-job3-gbb89 started",
            "oom-kill-job3-gbb89 gone",
            "kotsadm-b6cb54c8f-zgzrn UNSCHEDULABLE: no node where it wants to be",
            "pending-pod-resources-5fddcf7688-djjfc UNSCHEDULABLE: no free GPU",
            "init-demo nginx ended ERROR, memory NONE",
            "init-demo nginx loops",
            "init-demo scheduled on minikube",
            "init-demo started",
            "init-demo2 install ended ERROR, memory NONE",
            "init-demo2 install loops",
            "init-demo2 scheduled on minikube",
            "init-demo2 started",
            "other-pod-75b66db9b9-nqhp8 scheduled on chart-testing-control-plane",
            "other-pod-75b66db9b9-nqhp8 started",
            "other-pod-75b66db9b9-nqhp8 ready",
            "other-pod-75b66db9b9-nqhp8 scheduled on chart-testing-control-plane",
            "other-pod-75b66db9b9-nqhp8 started",
            "other-pod-75b66db9b9-nqhp8 ready");
  }

  @Test
  void tellsOfRealEventsWhatAPersonReads() throws IOException, InterruptedException {
    List<String> read = new ArrayList<>();
    for (Path file : files("kubernetes/events")) {
      Facts told = new Facts();
      KnownPods pods = new KnownPods();
      List<EventView> events = Recorded.events(Files.newInputStream(file));
      events.forEach(event -> pods.put(event.podUid(), new AgentKey("acme", event.pod())));
      EventFacts facts = new EventFacts(pods, told);
      facts.onReplace(events, 1_700_000_000_000L);
      facts.onReplace(events, 1_700_000_060_000L);
      told.lines().forEach(line -> read.add(shortened(line)));
    }
    assertThat(read)
        .as("each once, though all were listed twice")
        .containsExactly(
            "failing-liveness-pod PROBE_FAILED: Liveness probe failed",
            "failing-liveness-pod PROBE_FAILED: Liveness probe failed",
            "pending-pod-resources-5fddcf7688-59zjj UNSCHEDULABLE: no free GPU",
            "pending-pod-resources-5fddcf7688-59zjj UNSCHEDULABLE: no free GPU",
            "pending-pod-resources-5fddcf7688-wzvfz UNSCHEDULABLE: no free GPU",
            "troubleshoot-copyfromhost-4m79m-psdjm VOLUME_NOT_MOUNTED: MountVolume.SetUp failed for"
                + " volume \"host\"",
            "troubleshoot-copyfromhost-4m79m-psdjm VOLUME_NOT_MOUNTED: Unable to attach or mount"
                + " volumes",
            "pending-pod-resources-5fddcf7688-djjfc UNSCHEDULABLE: no free GPU",
            "troubleshoot-copyfromhost-4m79m-psdjm VOLUME_NOT_MOUNTED: MountVolume.SetUp failed for"
                + " volume \"host\"",
            "troubleshoot-copyfromhost-4m79m-psdjm VOLUME_NOT_MOUNTED: Unable to attach or mount"
                + " volumes");
  }

  @Test
  void knowsWhatEachRealEventMeans() throws IOException {
    Map<String, Integer> meanings = new TreeMap<>();
    for (Path file : files("kubernetes/events")) {
      for (EventView event : Recorded.events(Files.newInputStream(file))) {
        EventMeaning meaning = EventMeaning.of(event);
        if (meaning != EventMeaning.NOTHING) {
          meanings.merge(meaning + " " + event.reason(), 1, Integer::sum);
        }
      }
    }
    assertThat(meanings)
        .isEqualTo(
            Map.of(
                "CRASH_LOOP BackOff", 3,
                "CRASH_LOOP Failed", 2,
                "IMAGE_PULL BackOff", 7,
                "IMAGE_PULL Failed", 16,
                "PROBE_FAILED Unhealthy", 2,
                "UNSCHEDULABLE FailedScheduling", 4,
                "VOLUME_NOT_MOUNTED FailedMount", 4));
  }

  /// Without the agent, the time, and what follows the first clause of the cluster's words.
  private static String shortened(String line) {
    return line.substring(line.indexOf('/') + 1)
        .replaceAll(" at \\d+$", "")
        .replaceAll("^(\\S+ \\S+: [^:(]*?) ?[:(].*$", "$1");
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(SharedData.file(folder))) {
      return files.sorted().toList();
    }
  }
}

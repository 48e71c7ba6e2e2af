package watchbill.connectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.connectors.real.SharedData;

/// Pods that were taken from real clusters, and what a person reads in them. They are not part of
/// the project: where they are not at hand, this is left out and says so.
@Tag("endtoend")
class RealPodsTest {
  @Test
  void readsWhatAPersonReads() throws IOException {
    List<String> read = new ArrayList<>();
    try (Stream<Path> files = Files.list(SharedData.file("kubernetes/pods"))) {
      for (Path file : files.sorted().toList()) {
        for (PodView pod : podsOf(file)) {
          read.add(
              "%s %s, %s: %s"
                  .formatted(
                      pod.phase().text(),
                      pod.ready() ? "ready" : "not ready",
                      pod.name(),
                      String.join(
                          ", ", pod.containers().stream().map(RealPodsTest::summary).toList())));
        }
      }
    }

    assertThat(read)
        .containsExactly(
            "Unknown ready, random-pod-75b66db9b9-nqhp8: main random-pod runs",
            "Running ready, random-pod-75b66db9b9-nqhp8: main random-pod runs",
            "Pending not ready, troubleshoot-copyfromhost-4m79m-psdjm:"
                + " main collector waits ContainerCreating",
            "Pending not ready, no-image-deployment-849c4c4958-rxqmt:"
                + " main demo-deployment-container waits ErrImagePull",
            "Failed not ready, oom-kill-job3-gbb89: main memory-eater ended OOMKilled 137",
            "Pending not ready, kotsadm-b6cb54c8f-zgzrn: ",
            "Pending not ready, pending-pod-resources-5fddcf7688-djjfc: ",
            "Running not ready, init-demo: main nginx waits CrashLoopBackOff,"
                + " ended ContainerCannotRun 127, restarted 4",
            "Pending not ready, init-demo2: init install waits RunContainerError,"
                + " ended ContainerCannotRun 127, restarted 1, main nginx waits PodInitializing",
            "Unknown ready, other-pod-75b66db9b9-nqhp8: main other-pod runs",
            "Running ready, other-pod-75b66db9b9-nqhp8: main other-pod runs");
  }

  private static List<PodView> podsOf(Path file) throws IOException {
    PodReader reader = new PodReader(Set.of());
    try (InputStream in = Files.newInputStream(file)) {
      PodList list = new KubernetesSerialization().unmarshal(in, PodList.class);
      List<PodView> views = new ArrayList<>();
      for (Pod pod : list.getItems()) {
        views.add(reader.read(pod));
      }
      return views;
    }
  }

  private static String summary(ContainerView container) {
    StringBuilder text = new StringBuilder();
    text.append(container.kind().name().toLowerCase(Locale.ROOT)).append(' ');
    text.append(container.name());
    if (!container.waitingReason().isEmpty()) {
      text.append(" waits ").append(container.waitingReason());
    }
    if (container.state() instanceof ContainerState.Running) {
      text.append(" runs");
    }
    Termination last = container.lastTermination();
    if (last != null) {
      text.append(container.waitingReason().isEmpty() ? " ended " : ", ended ");
      text.append(last.reason()).append(' ').append(last.exitCode());
    }
    if (container.restartCount() > 0) {
      text.append(", restarted ").append(container.restartCount());
    }
    return text.toString();
  }
}

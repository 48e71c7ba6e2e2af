package watchbill.connectors.kubernetes;

import static watchbill.connectors.kubernetes.Said.list;
import static watchbill.connectors.kubernetes.Said.millis;
import static watchbill.connectors.kubernetes.Said.shortText;
import static watchbill.connectors.kubernetes.Said.text;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reduces a pod to its [PodView]. Anything may be missing; nothing here throws.
final class PodReader {
  private final Set<String> labelKeys;

  PodReader(Set<String> labelKeys) {
    this.labelKeys = labelKeys;
  }

  PodView read(Pod pod) {
    ObjectMeta meta = Said.meta(pod);
    PodSpec spec = pod.getSpec() == null ? new PodSpec() : pod.getSpec();
    PodStatus status = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
    PodCondition ready = condition(status, "Ready");
    return new PodView(
        text(meta.getUid()),
        text(meta.getResourceVersion()),
        text(meta.getNamespace()),
        text(meta.getName()),
        text(spec.getNodeName()),
        Said.owner(meta),
        millis(meta.getCreationTimestamp()),
        millis(meta.getDeletionTimestamp()),
        PodPhase.of(text(status.getPhase())),
        ready.holds(),
        ready.sinceMillis(),
        Said.labels(meta, labelKeys),
        containers(spec, status),
        NeedsReader.read(text(meta.getName()), spec),
        new PodStatusView(
            text(status.getReason()),
            shortText(status.getMessage()),
            condition(status, "PodScheduled"),
            condition(status, "DisruptionTarget")));
  }

  private static PodCondition condition(PodStatus status, String type) {
    for (var condition : list(status.getConditions())) {
      if (type.equals(condition.getType())) {
        return new PodCondition(
            true,
            "True".equals(condition.getStatus()),
            text(condition.getReason()),
            shortText(condition.getMessage()),
            millis(condition.getLastTransitionTime()));
      }
    }
    return PodCondition.NONE;
  }

  private static List<ContainerView> containers(PodSpec spec, PodStatus status) {
    Set<String> sidecars = new HashSet<>();
    for (Container container : list(spec.getInitContainers())) {
      if ("Always".equals(container.getRestartPolicy())) {
        sidecars.add(container.getName());
      }
    }
    List<ContainerView> views = new ArrayList<>();
    for (ContainerStatus container : list(status.getInitContainerStatuses())) {
      boolean sidecar = sidecars.contains(container.getName());
      views.add(container(container, sidecar ? ContainerKind.SIDECAR : ContainerKind.INIT));
    }
    for (ContainerStatus container : list(status.getContainerStatuses())) {
      views.add(container(container, ContainerKind.MAIN));
    }
    return views;
  }

  private static ContainerView container(ContainerStatus status, ContainerKind kind) {
    var last = status.getLastState();
    return new ContainerView(
        text(status.getName()),
        kind,
        status.getRestartCount() == null ? 0 : status.getRestartCount(),
        Boolean.TRUE.equals(status.getReady()),
        state(status.getState()),
        last == null || last.getTerminated() == null ? null : termination(last.getTerminated()),
        waitingMessage(status.getState()));
  }

  private static String waitingMessage(
      io.fabric8.kubernetes.api.model.@Nullable ContainerState state) {
    return state == null || state.getWaiting() == null
        ? ""
        : shortText(state.getWaiting().getMessage());
  }

  /// A state with none of its three fields means waiting, says the API's own description.
  private static ContainerState state(
      io.fabric8.kubernetes.api.model.@Nullable ContainerState state) {
    if (state != null && state.getTerminated() != null) {
      return new ContainerState.Terminated(termination(state.getTerminated()));
    }
    if (state != null && state.getRunning() != null) {
      return new ContainerState.Running(millis(state.getRunning().getStartedAt()));
    }
    if (state != null && state.getWaiting() != null) {
      return new ContainerState.Waiting(text(state.getWaiting().getReason()));
    }
    return new ContainerState.Waiting("");
  }

  private static Termination termination(ContainerStateTerminated ended) {
    return new Termination(
        text(ended.getContainerID()),
        text(ended.getReason()),
        ended.getExitCode() == null ? 0 : ended.getExitCode(),
        millis(ended.getFinishedAt()),
        millis(ended.getStartedAt()));
  }
}

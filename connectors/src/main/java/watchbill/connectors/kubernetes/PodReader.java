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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reduces a pod to its [PodView]. Anything may be missing; nothing here throws. What many pods
/// have alike is kept once for all of them.
final class PodReader {
  /// So many containers of a kind are kept. The API server takes a pod of up to 1.5 MiB, so
  /// somebody could have thousands.
  static final int MOST_CONTAINERS = 100;

  private static final long MILLIS_PER_SECOND = 1_000;

  private final Pool pool = new Pool();
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
        pool.text(meta.getNamespace()),
        text(meta.getName()),
        pool.text(spec.getNodeName()),
        pool.one(Said.owner(meta)),
        millis(meta.getCreationTimestamp()),
        deletedAt(meta),
        PodPhase.of(text(status.getPhase())),
        ready.holds(),
        ready.sinceMillis(),
        labels(meta),
        containers(spec, status),
        needs(text(meta.getName()), spec, status),
        fate(meta, status));
  }

  /// The API server dates a deletion to the end of its grace
  /// (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/), and
  /// when the kubelet is done, it takes that back to when it was asked for.
  private static long deletedAt(ObjectMeta meta) {
    long endsAt = millis(meta.getDeletionTimestamp());
    Long grace = meta.getDeletionGracePeriodSeconds();
    return endsAt < 0 || grace == null ? endsAt : endsAt - grace * MILLIS_PER_SECOND;
  }

  /// With the watch's own keys: the names of agents differ, and what they are named by does not.
  private Map<String, String> labels(ObjectMeta meta) {
    Map<String, String> all = meta.getLabels() == null ? Map.of() : meta.getLabels();
    Map<String, String> kept = new HashMap<>();
    for (String key : labelKeys) {
      String value = all.get(key);
      if (value != null) {
        kept.put(key, pool.text(value));
      }
    }
    return pool.one(Map.copyOf(kept));
  }

  private PodNeeds needs(String name, PodSpec spec, PodStatus status) {
    PodNeeds read = NeedsReader.read(name, spec, status);
    PodNeeds shared =
        new PodNeeds(
            pool.one(read.requests()),
            read.claims(),
            pool.one(read.containers()),
            pool.one(read.rank()));
    return shared.claims().isEmpty() ? pool.one(shared) : shared;
  }

  private PodStatusView fate(ObjectMeta meta, PodStatus status) {
    PodCondition initialized = condition(status, "Initialized");
    PodTimes times =
        new PodTimes(
            millis(status.getStartTime()),
            initialized.holds() ? initialized.sinceMillis() : Said.NO_TIME,
            millis(meta.getDeletionTimestamp()));
    return new PodStatusView(
        pool.text(status.getReason()),
        shortText(status.getMessage()),
        condition(status, "PodScheduled"),
        condition(status, "DisruptionTarget"),
        times.equals(PodTimes.NONE) ? PodTimes.NONE : times,
        pool.one(lacks(status)),
        text(status.getPodIP()));
  }

  private static Set<Shortage> lacks(PodStatus status) {
    for (var condition : list(status.getConditions())) {
      if ("PodScheduled".equals(condition.getType()) && !"True".equals(condition.getStatus())) {
        return Set.copyOf(Shortage.of(text(condition.getMessage())));
      }
    }
    return Set.of();
  }

  private PodCondition condition(PodStatus status, String type) {
    for (var condition : list(status.getConditions())) {
      if (type.equals(condition.getType())) {
        return new PodCondition(
            true,
            "True".equals(condition.getStatus()),
            pool.text(condition.getReason()),
            shortText(condition.getMessage()),
            millis(condition.getLastTransitionTime()));
      }
    }
    return PodCondition.NONE;
  }

  private List<ContainerView> containers(PodSpec spec, PodStatus status) {
    Set<String> sidecars = new HashSet<>();
    for (Container container : list(spec.getInitContainers())) {
      if ("Always".equals(container.getRestartPolicy())) {
        sidecars.add(container.getName());
      }
    }
    List<ContainerView> views = new ArrayList<>();
    for (ContainerStatus container : first(status.getInitContainerStatuses())) {
      boolean sidecar = sidecars.contains(container.getName());
      views.add(container(container, sidecar ? ContainerKind.SIDECAR : ContainerKind.INIT));
    }
    for (ContainerStatus container : first(status.getContainerStatuses())) {
      views.add(container(container, ContainerKind.MAIN));
    }
    return views;
  }

  private static List<ContainerStatus> first(@Nullable List<ContainerStatus> statuses) {
    List<ContainerStatus> all = list(statuses);
    return all.subList(0, Math.min(all.size(), MOST_CONTAINERS));
  }

  private ContainerView container(ContainerStatus status, ContainerKind kind) {
    var last = status.getLastState();
    return new ContainerView(
        pool.text(status.getName()),
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
  private ContainerState state(io.fabric8.kubernetes.api.model.@Nullable ContainerState state) {
    if (state != null && state.getTerminated() != null) {
      return new ContainerState.Terminated(termination(state.getTerminated()));
    }
    if (state != null && state.getRunning() != null) {
      return new ContainerState.Running(millis(state.getRunning().getStartedAt()));
    }
    if (state != null && state.getWaiting() != null) {
      return pool.one(new ContainerState.Waiting(pool.text(state.getWaiting().getReason())));
    }
    return new ContainerState.Waiting("");
  }

  private Termination termination(ContainerStateTerminated ended) {
    return new Termination(
        text(ended.getContainerID()),
        pool.text(ended.getReason()),
        ended.getExitCode() == null ? 0 : ended.getExitCode(),
        millis(ended.getFinishedAt()),
        millis(ended.getStartedAt()));
  }
}

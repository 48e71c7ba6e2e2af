package watchbill.connectors.kubernetes;

import static watchbill.connectors.kubernetes.Said.text;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateStatefulSetStrategy;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetOrdinals;
import io.fabric8.kubernetes.api.model.apps.StatefulSetPersistentVolumeClaimRetentionPolicy;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategy;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reduces a StatefulSet or a Deployment to its [WorkloadView]. Anything may be missing; nothing
/// here throws.
final class WorkloadReader {
  /// What the API server fills in where nothing is said.
  private static final int DEFAULT_REPLICAS = 1;

  private static final long DEFAULT_GRACE_SECONDS = 30;
  private static final int NOT_SAID = -1;

  private WorkloadReader() {}

  static WorkloadView read(Deployment deployment) {
    ObjectMeta meta = Said.meta(deployment);
    DeploymentSpec spec =
        deployment.getSpec() == null ? new DeploymentSpec() : deployment.getSpec();
    DeploymentStatus status =
        deployment.getStatus() == null ? new DeploymentStatus() : deployment.getStatus();
    return view(
        meta,
        spec.getTemplate(),
        new ReplicaCounts(
            number(spec.getReplicas(), DEFAULT_REPLICAS),
            number(status.getReplicas(), 0),
            number(status.getReadyReplicas(), 0),
            number(status.getUpdatedReplicas(), 0),
            number(status.getAvailableReplicas(), 0)),
        new Rollout.OfDeployment(
            observed(meta, status.getObservedGeneration()),
            Boolean.TRUE.equals(spec.getPaused()),
            progressing(status)),
        ClaimTemplates.NONE);
  }

  static WorkloadView read(StatefulSet set) {
    ObjectMeta meta = Said.meta(set);
    StatefulSetSpec spec = set.getSpec() == null ? new StatefulSetSpec() : set.getSpec();
    StatefulSetStatus status = set.getStatus() == null ? new StatefulSetStatus() : set.getStatus();
    StatefulSetUpdateStrategy strategy =
        spec.getUpdateStrategy() == null
            ? new StatefulSetUpdateStrategy()
            : spec.getUpdateStrategy();
    RollingUpdateStatefulSetStrategy rolling = strategy.getRollingUpdate();
    return view(
        meta,
        spec.getTemplate(),
        new ReplicaCounts(
            number(spec.getReplicas(), DEFAULT_REPLICAS),
            number(status.getReplicas(), 0),
            number(status.getReadyReplicas(), 0),
            number(status.getUpdatedReplicas(), 0),
            // Kubernetes before 1.22 did not count them
            number(status.getAvailableReplicas(), NOT_SAID)),
        new Rollout.OfStatefulSet(
            observed(meta, status.getObservedGeneration()),
            "OnDelete".equals(strategy.getType()),
            rolling == null ? 0 : number(rolling.getPartition(), 0),
            text(status.getCurrentRevision()),
            text(status.getUpdateRevision()),
            graceSeconds(spec.getTemplate())),
        claims(spec));
  }

  private static ClaimTemplates claims(StatefulSetSpec spec) {
    Set<String> names = new HashSet<>();
    for (PersistentVolumeClaim template : Said.present(spec.getVolumeClaimTemplates())) {
      names.add(text(Said.meta(template).getName()));
    }
    StatefulSetOrdinals ordinals = spec.getOrdinals();
    StatefulSetPersistentVolumeClaimRetentionPolicy kept =
        spec.getPersistentVolumeClaimRetentionPolicy();
    return new ClaimTemplates(
        names,
        ordinals == null ? 0 : number(ordinals.getStart(), 0),
        kept != null && "Delete".equals(kept.getWhenScaled()));
  }

  private static WorkloadView view(
      ObjectMeta meta,
      @Nullable PodTemplateSpec template,
      ReplicaCounts replicas,
      Rollout rollout,
      ClaimTemplates claims) {
    Map<String, String> labels =
        template == null || template.getMetadata() == null
            ? null
            : template.getMetadata().getLabels();
    return new WorkloadView(
        text(meta.getUid()),
        text(meta.getResourceVersion()),
        text(meta.getNamespace()),
        text(meta.getName()),
        Said.labels(labels),
        replicas,
        rollout,
        claims);
  }

  private static StatusCondition progressing(DeploymentStatus status) {
    for (DeploymentCondition condition : Said.present(status.getConditions())) {
      if ("Progressing".equals(condition.getType())) {
        return StatusCondition.of(
            condition.getStatus(), condition.getReason(), condition.getLastTransitionTime());
      }
    }
    return StatusCondition.NONE;
  }

  private static boolean observed(ObjectMeta meta, @Nullable Long generation) {
    return meta.getGeneration() == null
        || (generation != null && generation >= meta.getGeneration());
  }

  private static long graceSeconds(@Nullable PodTemplateSpec template) {
    Long said =
        template == null || template.getSpec() == null
            ? null
            : template.getSpec().getTerminationGracePeriodSeconds();
    return said == null ? DEFAULT_GRACE_SECONDS : Math.max(0, said);
  }

  private static int number(@Nullable Integer said, int otherwise) {
    return said == null ? otherwise : Math.max(0, said);
  }
}

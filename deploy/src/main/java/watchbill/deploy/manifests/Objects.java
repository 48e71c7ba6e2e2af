package watchbill.deploy.manifests;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitorBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import watchbill.deploy.Part;
import watchbill.deploy.rights.AccessObjects;

/// The objects of an installation, typed.
public final class Objects {
  private final Installation installation;

  /// Those of this installation.
  public Objects(Installation installation) {
    this.installation = installation;
  }

  /// The namespace, which takes no pod that may do more than ours.
  HasMetadata namespace() {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName(installation.namespace())
        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
        .endMetadata()
        .build();
  }

  /// The accounts of all parts, with their roles.
  public List<HasMetadata> access() {
    List<HasMetadata> objects = new ArrayList<>();
    for (Part part : installation.parts()) {
      var account =
          new AccessObjects(
              Installation.name(part), installation.namespace(), Installation.selector(part));
      objects.addAll(account.of(java.util.Objects.requireNonNull(installation.access().get(part))));
    }
    return objects;
  }

  /// What runs, and what it rests on.
  public List<HasMetadata> processes() {
    List<HasMetadata> objects = new ArrayList<>();
    objects.add(
        new ConfigMapBuilder()
            .withMetadata(meta("watchbill", Installation.selector(Part.ALL)))
            .addToData("watchbill.yaml", installation.config())
            .build());
    for (Part part : installation.parts()) {
      if (part.hasState()) {
        objects.add(state(part));
      }
      objects.add(service(part));
      objects.add(part.hasState() ? statefulSet(part) : deployment(part));
      objects.add(budget(part));
    }
    return objects;
  }

  /// Who may talk to each part, and with whom it may talk.
  public List<HasMetadata> network() {
    return installation.parts().stream()
        .<HasMetadata>map(part -> NetworkRules.of(part, meta(part)))
        .toList();
  }

  /// How the operator's Prometheus scrapes all parts.
  public HasMetadata monitor() {
    return new ServiceMonitorBuilder()
        .withMetadata(meta("watchbill", Installation.selector(Part.ALL)))
        .withNewSpec()
        .withNewSelector()
        .withMatchLabels(Installation.selector(Part.ALL))
        .endSelector()
        .addNewEndpoint()
        .withPort("http")
        .withPath("/metrics")
        .withInterval("15s")
        .withScrapeTimeout("10s")
        .withHonorLabels(true)
        .endEndpoint()
        .endSpec()
        .build();
  }

  /// Kept when everything else is deleted: without it, totals begin anew.
  private HasMetadata state(Part part) {
    ObjectMeta meta = meta(Installation.name(part) + "-state", Installation.selector(part));
    meta.setAnnotations(Map.of("helm.sh/resource-policy", "keep"));
    return new PersistentVolumeClaimBuilder()
        .withMetadata(meta)
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withNewResources()
        .addToRequests("storage", new Quantity("2Gi"))
        .endResources()
        .endSpec()
        .build();
  }

  /// A part that is not ready is scraped all the same: then most of all.
  private HasMetadata service(Part part) {
    return new ServiceBuilder()
        .withMetadata(meta(part))
        .withNewSpec()
        .withSelector(Installation.selector(part))
        .withPublishNotReadyAddresses(true)
        .addNewPort()
        .withName("http")
        .withPort(Pods.PORT)
        .withNewTargetPort("http")
        .endPort()
        .endSpec()
        .build();
  }

  /// At most one pod writes the state, whatever becomes of its node: that is what a StatefulSet
  /// promises, and a Deployment does not. In parallel, so that a pod that never gets ready is
  /// replaced by the next version, and not waited for.
  private HasMetadata statefulSet(Part part) {
    return new StatefulSetBuilder()
        .withMetadata(meta(part))
        .withNewSpec()
        .withPodManagementPolicy("Parallel")
        .withReplicas(1)
        .withServiceName(Installation.name(part))
        .withNewSelector()
        .withMatchLabels(Installation.selector(part))
        .endSelector()
        .withTemplate(new Pods(installation, part).template())
        .endSpec()
        .build();
  }

  private HasMetadata deployment(Part part) {
    return new DeploymentBuilder()
        .withMetadata(meta(part))
        .withNewSpec()
        .withReplicas(1)
        .withNewSelector()
        .withMatchLabels(Installation.selector(part))
        .endSelector()
        .withTemplate(new Pods(installation, part).template())
        .endSpec()
        .build();
  }

  /// One pod at a time may always go, so no drain waits for us.
  private HasMetadata budget(Part part) {
    return new PodDisruptionBudgetBuilder()
        .withMetadata(meta(part))
        .withNewSpec()
        .withNewMaxUnavailable(1)
        .withUnhealthyPodEvictionPolicy("AlwaysAllow")
        .withNewSelector()
        .withMatchLabels(Installation.selector(part))
        .endSelector()
        .endSpec()
        .build();
  }

  private ObjectMeta meta(Part part) {
    return meta(Installation.name(part), Installation.selector(part));
  }

  private ObjectMeta meta(String name, Map<String, String> labels) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(installation.namespace())
        .withLabels(labels)
        .build();
  }
}

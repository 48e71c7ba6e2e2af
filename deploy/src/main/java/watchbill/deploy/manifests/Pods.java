package watchbill.deploy.manifests;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import watchbill.deploy.Part;
import watchbill.deploy.rights.Access;

/// The pod of a part: one container, as the restricted Pod Security Standard wants it
/// (<https://kubernetes.io/docs/concepts/security/pod-security-standards/>).
final class Pods {
  static final String ETC = "/etc/watchbill";
  static final int PORT = 9464;

  /// That of the image.
  private static final long USER = 65532;

  private final Installation installation;
  private final Part part;

  Pods(Installation installation, Part part) {
    this.installation = installation;
    this.part = part;
  }

  PodTemplateSpec template() {
    return new PodTemplateSpecBuilder()
        .withNewMetadata()
        .withLabels(Installation.selector(part))
        .addToAnnotations("checksum/config", sum(installation.config()))
        .addToAnnotations("prometheus.io/scrape", "true")
        .addToAnnotations("prometheus.io/port", Integer.toString(PORT))
        .addToAnnotations("prometheus.io/path", "/metrics")
        .endMetadata()
        .withNewSpec()
        .withServiceAccountName(Installation.name(part))
        .withAutomountServiceAccountToken(asksTheCluster())
        .withEnableServiceLinks(false)
        .withTerminationGracePeriodSeconds(30L)
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(USER)
        .withRunAsGroup(USER)
        .withFsGroup(USER)
        .withFsGroupChangePolicy("OnRootMismatch")
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .withTopologySpreadConstraints(
            spread("kubernetes.io/hostname"), spread("topology.kubernetes.io/zone"))
        .withContainers(container())
        .withVolumes(volumes())
        .endSpec()
        .build();
  }

  private boolean asksTheCluster() {
    Access access = installation.access().get(part);
    return access != null && !access.isEmpty();
  }

  private Container container() {
    return new ContainerBuilder()
        .withName("watchbill")
        .withImage(Installation.IMAGE)
        .withImagePullPolicy("IfNotPresent")
        .withArgs(part.command(), "--config", ETC + "/watchbill.yaml")
        .addNewPort()
        .withName("http")
        .withContainerPort(PORT)
        .endPort()
        .withStartupProbe(probe("/-/healthy").withPeriodSeconds(2).withFailureThreshold(60).build())
        .withLivenessProbe(
            probe("/-/healthy").withPeriodSeconds(20).withFailureThreshold(6).build())
        .withReadinessProbe(probe("/-/ready").withPeriodSeconds(10).withFailureThreshold(3).build())
        .withNewResources()
        .addToRequests("cpu", new Quantity("100m"))
        .addToRequests("memory", new Quantity("384Mi"))
        .addToLimits("memory", new Quantity("768Mi"))
        .endResources()
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .withVolumeMounts(mounts())
        .build();
  }

  private static ProbeBuilder probe(String path) {
    return new ProbeBuilder(
        new ProbeBuilder()
            .withNewHttpGet()
            .withPath(path)
            .withNewPort("http")
            .endHttpGet()
            .withTimeoutSeconds(5)
            .build());
  }

  private List<VolumeMount> mounts() {
    List<VolumeMount> mounts = new ArrayList<>();
    mounts.add(
        new VolumeMountBuilder()
            .withName("config")
            .withMountPath(ETC + "/watchbill.yaml")
            .withSubPath("watchbill.yaml")
            .withReadOnly(true)
            .build());
    for (String secret : installation.secrets()) {
      mounts.add(
          new VolumeMountBuilder()
              .withName(secret)
              .withMountPath(ETC + "/" + secret)
              .withReadOnly(true)
              .build());
    }
    if (part.hasState()) {
      mounts.add(
          new VolumeMountBuilder().withName("state").withMountPath("/var/lib/watchbill").build());
    }
    mounts.add(new VolumeMountBuilder().withName("tmp").withMountPath("/tmp").build());
    return mounts;
  }

  private List<Volume> volumes() {
    List<Volume> volumes = new ArrayList<>();
    volumes.add(
        new VolumeBuilder()
            .withName("config")
            .withNewConfigMap()
            .withName("watchbill")
            .endConfigMap()
            .build());
    for (String secret : installation.secrets()) {
      volumes.add(
          new VolumeBuilder()
              .withName(secret)
              .withNewSecret()
              .withSecretName("watchbill-" + secret)
              .endSecret()
              .build());
    }
    if (part.hasState()) {
      volumes.add(
          new VolumeBuilder()
              .withName("state")
              .withNewPersistentVolumeClaim(Installation.name(part) + "-state", false)
              .build());
    }
    volumes.add(
        new VolumeBuilder()
            .withName("tmp")
            .withNewEmptyDir()
            .withSizeLimit(new Quantity("64Mi"))
            .endEmptyDir()
            .build());
    return volumes;
  }

  private TopologySpreadConstraint spread(String over) {
    return new TopologySpreadConstraintBuilder()
        .withMaxSkew(1)
        .withTopologyKey(over)
        .withWhenUnsatisfiable("ScheduleAnyway")
        .withNewLabelSelector()
        .withMatchLabels(Installation.selector(part))
        .endLabelSelector()
        .build();
  }

  /// A changed configuration is a changed pod, which is therefore replaced.
  private static String sum(String config) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(config.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is in every Java", e);
    }
  }
}

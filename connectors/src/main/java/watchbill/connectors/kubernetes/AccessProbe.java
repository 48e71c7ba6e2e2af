package watchbill.connectors.kubernetes;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;

/// Asks an API server what version it is and what we may do
/// (<https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/self-subject-access-review-v1/>).
/// Everybody may ask that about himself. Safe from any thread.
public final class AccessProbe {
  private final Cluster cluster;

  /// A probe of this cluster.
  public AccessProbe(Cluster cluster) {
    this.cluster = cluster;
  }

  /// The version of the API server, such as `v1.31.2`.
  ///
  /// @throws IOException when it does not say, in one line
  public String version() throws IOException {
    try {
      var version = cluster.client().getKubernetesVersion();
      return version == null || version.getGitVersion() == null ? "" : version.getGitVersion();
    } catch (KubernetesClientException e) {
      throw new IOException(cluster.address() + ": " + OneLine.of(e), e);
    }
  }

  /// Whether we may do this.
  ///
  /// @param group of the API; empty for the core
  /// @param resource its plural; with a subresource as `nodes/proxy`
  /// @param namespace empty for the whole cluster
  /// @throws IOException when the server does not say, in one line
  public boolean may(String verb, String group, String resource, String namespace)
      throws IOException {
    int slash = resource.indexOf('/');
    SelfSubjectAccessReview question =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withVerb(verb)
            .withGroup(group)
            .withResource(slash < 0 ? resource : resource.substring(0, slash))
            .withSubresource(slash < 0 ? null : resource.substring(slash + 1))
            .withNamespace(namespace.isEmpty() ? null : namespace)
            .endResourceAttributes()
            .endSpec()
            .build();
    try {
      SelfSubjectAccessReview answer =
          cluster.client().authorization().v1().selfSubjectAccessReview().create(question);
      return answer.getStatus() != null && Boolean.TRUE.equals(answer.getStatus().getAllowed());
    } catch (KubernetesClientException e) {
      throw new IOException("access review: " + OneLine.of(e), e);
    }
  }
}

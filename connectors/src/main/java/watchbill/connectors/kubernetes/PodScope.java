package watchbill.connectors.kubernetes;

import io.fabric8.kubernetes.api.model.ListMeta;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The selected pods of one namespace, or of all, as the API server gives them: pages of a list,
/// and a watch. Its calls wait for the server's answer.
final class PodScope {
  /// The server ends a watch after this, so that no broken connection outlives it for long;
  /// client-go's reflectors ask for 5 to 10 min.
  private static final Duration WATCH_LIFE = Duration.ofMinutes(8);

  private final String namespace;
  private final KubernetesClient client;
  private final PodWatchConfig config;
  private final PodReader reader;

  /// @param namespace empty means all
  PodScope(String namespace, KubernetesClient client, PodWatchConfig config, PodReader reader) {
    this.namespace = namespace;
    this.client = client;
    this.config = config;
    this.reader = reader;
  }

  /// Adds all pods to `into` and returns the resource version that they show.
  ///
  /// @throws KubernetesClientException if a page fails; `into` may then hold some of the pods
  String list(List<PodView> into) {
    String next = "";
    String version;
    do {
      PodList page =
          pods()
              .list(
                  options().withLimit((long) config.pageSize()).withContinue(orNull(next)).build());
      for (Pod pod : page.getItems()) {
        into.add(reader.read(pod));
      }
      ListMeta meta = page.getMetadata() == null ? new ListMeta() : page.getMetadata();
      next = meta.getContinue() == null ? "" : meta.getContinue();
      version = meta.getResourceVersion() == null ? "" : meta.getResourceVersion();
    } while (!next.isEmpty());
    return version;
  }

  /// Opens a watch of what changes after `version`, and returns when the server agreed to it.
  ///
  /// @throws KubernetesClientException if the server did not
  Watch watch(String version, Watcher<Pod> watcher) {
    ListOptions options =
        options()
            .withResourceVersion(version)
            .withAllowWatchBookmarks(true)
            .withTimeoutSeconds(WATCH_LIFE.toSeconds())
            .build();
    return pods().watch(options, watcher);
  }

  PodView read(Pod pod) {
    return reader.read(pod);
  }

  @Override
  public String toString() {
    return namespace.isEmpty() ? "all namespaces" : "namespace " + namespace;
  }

  /// The client leaves a parameter out when it is null, and sends it empty when it is empty.
  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private AnyNamespaceOperation<Pod, PodList, PodResource> pods() {
    return namespace.isEmpty()
        ? client.pods().inAnyNamespace()
        : client.pods().inNamespace(namespace);
  }

  private ListOptionsBuilder options() {
    return new ListOptionsBuilder().withLabelSelector(orNull(config.labelSelector()));
  }
}

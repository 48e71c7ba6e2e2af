package watchbill.connectors.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListMeta;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// The selected objects of one kind in one namespace, or in all, as the API server gives them:
/// pages of a list, and a watch. Its calls wait for the server's answer.
///
/// @param <T> the client's class of an object
/// @param <V> what is kept of one
final class Scope<T extends HasMetadata, V> {
  /// The server ends a watch after this, so that no broken connection outlives it for long;
  /// client-go's reflectors ask for 5 to 10 min.
  private static final Duration WATCH_LIFE = Duration.ofMinutes(8);

  private final Kind<T, ? extends V> kind;
  private final String namespace;
  private final KubernetesClient client;
  private final WatchConfig config;

  /// @param namespace empty means all
  Scope(Kind<T, ? extends V> kind, String namespace, KubernetesClient client, WatchConfig config) {
    this.kind = kind;
    this.namespace = namespace;
    this.client = client;
    this.config = config;
  }

  /// Adds all objects to `into` and returns the resource version that they show.
  ///
  /// @throws KubernetesClientException if a page fails; `into` may then hold some of the objects
  String list(List<V> into) {
    String next = "";
    String version;
    do {
      KubernetesResourceList<T> page =
          objects()
              .list(
                  options().withLimit((long) config.pageSize()).withContinue(orNull(next)).build());
      for (T object : page.getItems()) {
        into.add(read(object));
      }
      ListMeta meta = page.getMetadata() == null ? new ListMeta() : page.getMetadata();
      next = Said.text(meta.getContinue());
      version = Said.text(meta.getResourceVersion());
    } while (!next.isEmpty());
    return version;
  }

  /// Opens a watch of what changes after `version`, and returns when the server agreed to it.
  ///
  /// @throws KubernetesClientException if the server did not
  Watch watch(String version, Watcher<T> watcher) {
    ListOptions options =
        options()
            .withResourceVersion(version)
            .withAllowWatchBookmarks(true)
            .withTimeoutSeconds(WATCH_LIFE.toSeconds())
            .build();
    return objects().watch(options, watcher);
  }

  /// A watch that is not open yet.
  ScopeWatch<T, V> newWatch(BlockingQueue<Heard<V>> queue) {
    return new ScopeWatch<>(this, queue);
  }

  V read(T object) {
    return kind.reader().apply(object);
  }

  /// In words: `pods of namespace acme`.
  @Override
  public String toString() {
    return kind.plural()
        + (namespace.isEmpty() ? " of the whole cluster" : " of namespace " + namespace);
  }

  /// The client leaves a parameter out when it is null, and sends it empty when it is empty.
  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private AnyNamespaceOperation<T, ? extends KubernetesResourceList<T>, ?> objects() {
    return kind.place().of(client, namespace);
  }

  private ListOptionsBuilder options() {
    return new ListOptionsBuilder()
        .withLabelSelector(orNull(config.labelSelector()))
        .withFieldSelector(orNull(kind.fieldSelector()));
  }
}
